// The host's remote: what the keys of the host's screen do, from a phone. Its secret stands behind the # of the
// address, which no browser sends anywhere.
"use strict";

(function () {
  const KEPT = "globes-trivia-remote";
  const LETTERS = ["A", "B", "C", "D"];
  const DOUBLE_TAP = 400; // ms in which a second tap is the same one; else the show would go two steps
  let secret = location.hash.slice(1);
  let stage = null; // what the host said last of the show
  let seats = null; // the seats, while their list is open
  let sure = ""; // what has been tapped once and wants a second tap
  let sureTimer = 0;
  let tapped = 0; // when a button was tapped last
  let listOpen = false;
  let asked = ""; // where the show stood when the seats were asked for last
  let asking = 0; // the timer of that: a room that fills must not be asked for at every guest
  let pin = ""; // what guests type at the door
  let closing = false; // the party has been closed from here: the line goes, and does not come back
  const openSeats = {}; // those whose buttons are to be seen

  try {
    if (secret) sessionStorage.setItem(KEPT, secret);
    else secret = sessionStorage.getItem(KEPT) || "";
  } catch (error) { /* then the address has to bear it */ }

  const line = makeLine(function () { return { t: "host", v: VERSION, secret: secret }; }, heard, function (up) {
    if (!up && closing) { line.stop(); stop("That's the end of the night. Thank you for hosting!", "Good night!"); return; }
    write("line", up ? "" : "Lost the line to the stage. Finding it again…");
  });

  function heard(said) {
    if (said.t === "stage") {
      const same = stage !== null && picture(stage) === picture(said);
      stage = said;
      if (same) count(); else paint();
      askSeats();
    }
    else if (said.t === "seats") { seats = said.seats; pin = said.pin; write("entrance", entrance()); paintSeats(); }
    else if (said.t === "error") {
      closing = false;
      if (said.code === "secret") { line.stop(); stop(said.words); } else write("line", said.words);
    } else if (said.t === "bye") { line.stop(); stop(said.words); }
  }

  // Who is there, and what they have, changes where the show moves on; the PIN is wanted once.
  function askSeats() {
    const now = [stage.where, stage.title, stage.prompt, stage.next, stage.players].join("|");
    if (pin && (!listOpen || now === asked)) return;
    asked = now;
    if (!asking) asking = setTimeout(function () { asking = 0; line.send({ t: "do", what: "seats" }); }, pin ? 500 : 0);
  }

  function entrance() { return pin ? "Guests join at " + location.host + " with the PIN " + pin + "." : ""; }

  function stop(words, heading) {
    const box = byId("stage");
    empty(box);
    write("line", "");
    box.appendChild(make("div", { "class": "middle" }, make("h1", { tabindex: "-1" }, heading || "No remote here"), make("p", {}, words)));
    box.querySelector("h1").focus();
  }

  function tell(what, more) {
    const message = { t: "do", what: what };
    Object.keys(more || {}).forEach(function (name) { message[name] = more[name]; });
    write("line", "");
    line.send(message);
  }

  // All of the show but what changes with every answer: a button that is painted anew under a finger loses its tap.
  function picture(said) {
    return JSON.stringify(said, function (name, value) {
      return ["n", "of", "players"].indexOf(name) >= 0 ? undefined : value;
    });
  }

  function count() {
    write("score", plural(stage.players, "player", "players"));
    write("count", counted());
  }

  function counted() {
    return stage.of ? number(stage.n) + " of " + number(stage.of) + (stage.prompt ? " have answered" : " have staked") : "";
  }

  // A second tap within four seconds makes it sure: nothing that cannot be taken back happens by a slip.
  function twice(id, words, does) {
    const armed = sure === id;
    return make("button", { type: "button", id: "b-" + id, click: function () {
      clearTimeout(sureTimer);
      if (sure === id) { sure = ""; does(); } else { sure = id; sureTimer = setTimeout(function () { sure = ""; repaint(); }, 4000); }
      repaint();
    } }, armed ? "Sure? Tap again" : words);
  }

  function once(id, words, what, more, off, look) {
    return make("button", { type: "button", id: "b-" + id, disabled: Boolean(off), "class": look || null, click: function () {
      if (Date.now() - tapped < DOUBLE_TAP) return;
      tapped = Date.now();
      tell(what, more);
    } }, words);
  }

  function repaint() { if (stage) paint(); }

  function paint() {
    const focused = document.activeElement && document.activeElement.id;
    const box = byId("stage");
    const typed = {};
    Array.prototype.forEach.call(box.querySelectorAll("input"), function (input) { typed[input.id] = input.value; });
    empty(box);
    box.appendChild(make("p", { "class": "over" }, stage.where));
    box.appendChild(make("h1", { tabindex: "-1" }, stage.prompt || stage.title));
    if (stage.options.length) {
      const list = make("ol", { "class": "top" });
      stage.options.forEach(function (text, index) {
        list.appendChild(make("li", { "class": stage.right === index ? "me" : "" }, make("b", {}, LETTERS[index]),
          make("span", { "class": "name" }, text), make("span", {}, stage.right === index ? "right" : "")));
      });
      box.appendChild(list);
    }
    box.appendChild(make("p", { id: "count", "class": "soft" }));
    count();
    if (stage.trouble) box.appendChild(make("p", { "class": "wrong-field" }, stage.trouble));
    if (stage.buzzed) {
      box.appendChild(make("p", {}, "The floor belongs to " + stage.buzzed + "."));
      if (stage.judge) box.appendChild(make("div", { "class": "row" },
        once("right", "Right", "judge", { player: stage.judge, right: true }),
        once("wrong", "Wrong", "judge", { player: stage.judge, right: false })));
    }
    if (stage.next) {
      box.appendChild(make("p", {}, once("next", stage.next, "next", {}, stage.paused, "first")));
    }
    const can = {};
    stage.can.forEach(function (what) { can[what] = true; });
    box.appendChild(make("div", { "class": "row" },
      stage.paused ? once("pause", "Go on", "resume", {}, !can.resume) : once("pause", "Pause", "pause", {}, !can.pause),
      once("extend", "15 s more", "extend", { ms: 15000 }, !can.extend),
      once("reveal", "Reveal now", "reveal", {}, !can.reveal)));
    box.appendChild(make("div", { "class": "row" },
      can.skip ? twice("skip", "Skip it", function () { tell("skip"); }) : null,
      can.drop ? twice("drop", "Skip the round", function () { tell("skip"); }) : null,
      can.undo ? twice("undo", "Take the verdict back", function () { tell("undo"); }) : null,
      can.replay ? twice("replay", "Ask it again", function () { tell("replay"); }) : null));
    box.appendChild(make("div", { "class": "row" },
      once("lock", stage.locked ? "Unlock the door" : "Lock the door", "lock", { on: !stage.locked }),
      can.end ? twice("end", "End the show", function () { tell("end"); }) : null,
      can.close ? twice("close", "Close the party", function () { closing = true; tell("close"); }) : null));
    box.appendChild(make("p", { id: "entrance" }, entrance()));
    const list = make("details", { id: "seats", open: listOpen }, make("summary", {}, "Who is here"), make("div", { id: "list" }));
    list.addEventListener("toggle", function () {
      if (list.open === listOpen) return;
      listOpen = list.open;
      if (listOpen) tell("seats");
    });
    box.appendChild(list);
    paintSeats();
    Object.keys(typed).forEach(function (id) { if (byId(id)) byId(id).value = typed[id]; });
    if (focused && byId(focused)) byId(focused).focus();
  }

  function paintSeats() {
    const box = byId("list");
    if (!box || !seats || !listOpen) return;
    const points = byId("points") ? byId("points").value : "100";
    const focused = document.activeElement && document.activeElement.id;
    empty(box);
    box.appendChild(make("label", { "for": "points" }, "Points to give or take"));
    box.appendChild(make("input", { id: "points", type: "number", step: "1", value: points }));
    seats.forEach(function (seat) {
      const give = function (sign) {
        return function () {
          tell("correct", { unit: seat.unit, points: sign * Math.abs(Math.round(Number(byId("points").value)) || 0), reason: "by the host" });
          tell("seats");
        };
      };
      const called = seat.name + (seat.team ? " (" + seat.team + ")" : "");
      const entry = make("details", { open: openSeats[seat.seat] },
        make("summary", {}, called + ": " + number(seat.score) + (seat.here ? "" : ", away")),
        make("div", { "class": "row" },
          make("button", { type: "button", "aria-label": "Give " + called + " points", click: give(1), id: "give-" + seat.seat }, "Give"),
          make("button", { type: "button", "aria-label": "Take points from " + called, click: give(-1), id: "take-" + seat.seat }, "Take"),
          twice("kick-" + seat.seat, "Show out", function () { tell("kick", { player: seat.seat }); tell("seats"); }),
          twice("ban-" + seat.seat, "Out for tonight", function () { tell("kick", { player: seat.seat, on: true }); tell("seats"); })));
      entry.addEventListener("toggle", function () { openSeats[seat.seat] = entry.open; });
      box.appendChild(entry);
    });
    if (focused && byId(focused)) byId(focused).focus();
  }

  window.addEventListener("hashchange", function () { location.reload(); }); // the host's program was started anew

  if (secret) line.start();
  else stop("The link on the host's screen has a secret behind its #. Open the whole of it.");
})();
