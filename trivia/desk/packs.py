"""`globes-trivia pack …`: looking after question packs; each action has a module of its own."""

from argparse import Namespace


def look_after(options: Namespace) -> int:
    """Do what was asked for, and load nothing else.

    Args:
        options: The words of the command; `action` says what to do.

    Returns:
        The exit status.

    Raises:
        TriviaError: If it cannot be done.
    """
    match options.action:
        case "new":
            from trivia.desk.pack_new import new

            return new(options.name, options.out)
        case "check":
            from trivia.desk.pack_check import check

            return check(options.paths, options.format)
        case "schema":
            from trivia.desk.pack_schema import schema

            return schema()
        case "list" | "add" | "remove":
            from trivia.desk import pack_shelf

            if options.action == "list":
                return pack_shelf.list_packs(as_json=options.json)
            if options.action == "add":
                return pack_shelf.add(options.path, replace=options.replace)
            return pack_shelf.remove(options.name)
        case "import":
            from trivia.desk.pack_import import import_file

            return import_file(options.file, options.out, options.source, approved=options.yes)
        case _:
            from trivia.desk.pack_export import export

            return export(
                options.path, options.out, options.to, options.seed, options.length, force=options.force
            )
