"""The themes of the show: gold on deep blue-black, and an ivory one for bright rooms."""

from typing import Final

from textual.theme import Theme

NIGHT: Final = Theme(
    name="globes-night",
    dark=True,
    primary="#e9bd5a",
    secondary="#8fa3d9",
    accent="#ffd97a",
    foreground="#f2ead8",
    background="#070b19",
    surface="#0d142b",
    panel="#16203f",
    success="#63d69b",
    warning="#ffb454",
    error="#ff7b7b",
    variables={
        "gold-light": "#fff0bd",
        "gold-deep": "#c08f35",
        "quiet": "#94a0c4",
        "faint": "#4b5880",
        "on-gold": "#0a0f20",
        "footer-key-foreground": "#e9bd5a",
        "footer-description-foreground": "#94a0c4",
        "footer-background": "#070b19",
        "block-cursor-foreground": "#0a0f20",
        "block-cursor-background": "#e9bd5a",
        "border": "#2a3763",
        "scrollbar": "#2a3763",
        "scrollbar-background": "#070b19",
    },
)

DAY: Final = Theme(
    name="globes-day",
    dark=False,
    primary="#7d5a0b",
    secondary="#3c4f8f",
    accent="#6b4a00",
    foreground="#231d33",
    background="#fbf7ec",
    surface="#f4ecd8",
    panel="#eadfc3",
    success="#14663a",
    warning="#8a4b00",
    error="#a3202c",
    variables={
        "gold-light": "#a57a1c",
        "gold-deep": "#5f4306",
        "quiet": "#5b5570",
        "faint": "#a99f86",
        "on-gold": "#fffaf0",
        "footer-key-foreground": "#7d5a0b",
        "footer-description-foreground": "#5b5570",
        "footer-background": "#fbf7ec",
        "block-cursor-foreground": "#fffaf0",
        "block-cursor-background": "#7d5a0b",
        "border": "#cdbd94",
        "scrollbar": "#cdbd94",
        "scrollbar-background": "#fbf7ec",
    },
)

THEMES: Final = (NIGHT, DAY)
