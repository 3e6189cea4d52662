// The phone page: a seat at the party. It shows what the host says and sends what is tapped; it knows no answer
// before the reveal, and keeps no score of its own.
"use strict";

(function () {
  const LETTERS = ["A", "B", "C", "D"];
  const SHAPES = ["M12 2 23 22H1z", "M12 1 23 12 12 23 1 12z", "M12 1a11 11 0 1 0 .01 0z", "M2 2h20v20H2z"];
  const SHAPE_NAMES = ["triangle", "diamond", "circle", "square"];
  const KEPT = "globes-trivia-seat";
  const BREAK = "A short break. Don't go far.";

  const pinInPath = (/^\/j\/([0-9]{4,8})$/i.exec(location.pathname) || [])[1] || "";
  let seat = load(); // {token, name}; at the door what is said to get one, in `attempt`
  let joining = null; // what is said to get a seat, until there is one
  let question = null; // the question that was asked last, as the host said it
  let sent = null; // {q, message}: what was tapped and is not acknowledged yet
  let clock = null; // the timer that paints what is left
  let held = false; // whether the host has paused
  let me = nobody();
  let room = null; // the lobby as last heard
  let typed = { pin: pinInPath, name: "" }; // at the door
  let greeting = ""; // what the lobby says to this seat
  let teamsOpen = false;
  let teamTyped = "";
  let squares = null; // the board as last shown
  let lock = null; // the wake lock, where there is one
  let locking = false; // whether one is asked for
  let mySeat = ""; // this seat's public id
  let asleep = false; // another tab has the seat, or it is gone: nothing comes back by itself

  function nobody() { return { name: "", team: "", unit: "", score: null, place: null, of: null }; }

  // --- what is remembered over a reload ---

  function load() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(KEPT)); } catch (error) { /* storage is forbidden */ }
    if (!kept) { // a window's name outlives a reload too
      try { kept = JSON.parse(window.name); } catch (error) { /* it bears another name */ }
    }
    return kept && typeof kept === "object" ? kept : {};
  }

  function keep(value) {
    seat = value;
    try {
      localStorage.setItem(KEPT, JSON.stringify(value));
    } catch (error) { // forbidden, or full; some private windows let a page read but not write
      window.name = JSON.stringify(value);
      try { localStorage.removeItem(KEPT); } catch (forbidden) { /* then nothing is there */ }
    }
  }

  // This seat is no more. One that another tab has found meanwhile stays where it is.
  function forget() {
    if (load().token === seat.token) keep({ name: seat.name }); else seat = { name: seat.name };
  }

  // The name of this attempt to join: when the host's welcome is lost on the way, the same seat is given again.
  function nonce() {
    const bytes = new Uint8Array(16);
    crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
  }

  // --- the line ---

  const line = makeLine(function () {
    return seat.token ? { t: "back", v: VERSION, token: seat.token } : joining;
  }, heard, function (up) {
    if (up) held = false; // the host says at once whether it has paused
    write("line", up ? "" : "Lost the line to the stage. Finding it again…");
  });

  const hear = {
    welcome: function (said) {
      joining = null;
      keep({ token: said.token || seat.token, name: said.name, last: said.token ? null : seat.last });
      me.name = said.name;
      me.team = said.team;
      me.unit = said.unit;
      mySeat = said.seat;
      standing(said.you);
      header();
      write("line", held ? BREAK : "");
      if (["join", "back", "bye", "lobby"].indexOf(screen) >= 0) lobby();
      stayAwake();
    },
    lobby: function (said) {
      room = said;
      lobby();
    },
    intro: function (said) {
      show("intro", make("div", { "class": "middle" },
        make("p", { "class": "over" },
        "Round " + said.round + " of " + said.of + (said.double ? " · double points" : "")),
      title(said.title), make("p", {}, said.words)));
    },
    board: board,
    stake: stake,
    ask: ask,
    taken: function (said) {
      if (sent && sent.q === said.q) sent = null;
      if (!question || question.q !== said.q) return;
      question.isIn = true;
      if (screen === "stake" || (screen === "staked" && !question.staked)) staked("Your stake is in.");
      else if (screen === "staked") return;
      else if (question.prompt !== undefined) taken();
    },
    buzzed: buzzed,
    free: function (said) {
      if (!question || said.seat === undefined) return;
      if (said.seat === mySeat || (said.unit && said.unit === me.unit)) tried("Not this time. The others may try.");
      else if (!question.tried) question.may = "buzz";
      timed(question, said.ms);
      paintAsk();
    },
    clock: function (said) {
      if (question) timed(question, said.ms);
      if (question && byId("left")) startClock(question);
      speak("The host gives you more time.");
    },
    dropped: function (said) {
      if (question && question.q === said.q) question = null;
      sent = null;
      show("dropped", make("div", { "class": "middle" }, title("That one doesn't count."),
        make("p", { "class": "soft" }, "The scores are as they were.")));
    },
    locked: function (said) {
      stopClock();
      if (question && question.q !== said.q) return;
      sent = null;
      show("locked", make("div", { "class": "middle" },
        title(question && question.isIn ? "Answers are in." : "Time's up."), // what counts was acknowledged before
        make("p", { "class": "soft" }, "Eyes on the big screen for the verdict.")));
    },
    reveal: reveal,
    standings: function (said) { standings(said, false); },
    final: function (said) {
      held = false;
      write("line", "");
      standings(said, true);
    },
    paused: function () {
      held = true;
      stopClock();
      veil();
      write("line", BREAK);
    },
    resumed: function (said) {
      held = false;
      veil();
      write("line", "");
      if (!question) return;
      timed(question, said.ms);
      if (said.ms && byId("left")) startClock(question);
    },
    pong: function () {},
    error: refused,
    bye: goodbye
  };

  function heard(said) {
    const does = hear[said.t];
    if (does) does(said); // what a newer host says besides is not for this page
  }

  // --- painting ---

  let screen = "";

  function show(name, content, spoken) {
    const again = name === "lobby" && screen === name; // who is there has changed: nothing to read out anew
    screen = name;
    stopClock();
    const stage = byId("stage");
    empty(stage);
    stage.appendChild(content);
    veil();
    window.scrollTo(0, 0);
    const heading = stage.querySelector("h1");
    if (heading && name !== "join" && !again) heading.focus({ preventScroll: true }); // and so it is read out
    if (spoken) speak(spoken);
  }

  // What was said last is said again too: a live region speaks up at a change alone.
  function speak(text) { write("spoken", byId("spoken").textContent === text ? text + "\u00a0" : text); }

  function title(text, look) { return make("h1", { tabindex: "-1", "class": look || "" }, text); }

  function header() {
    write("who", me.name ? me.name + (me.team ? " · " + me.team : "") : "Globes Trivia");
    const points = me.score === null ? "" : plural(me.score, "point", "points");
    write("score", points + (me.place && me.of > 1 ? " · " + ordinal(me.place) : ""));
  }

  function standing(you) {
    if (!you) return;
    if (you.score !== undefined) me.score = you.score;
    if (you.place !== undefined) me.place = you.place;
    if (you.of !== undefined) me.of = you.of;
    header();
  }

  // As long as the host has paused, nothing can be tapped or read on, whatever is painted meanwhile.
  function veil() {
    byId("stage").className = held && screen === "ask" ? "veiled" : "";
    Array.prototype.forEach.call(document.querySelectorAll("#stage button"), function (button) {
      if (held && !button.disabled) { button.disabled = true; button.setAttribute("data-veiled", ""); }
      else if (!held && button.hasAttribute("data-veiled")) { button.disabled = false; button.removeAttribute("data-veiled"); }
    });
  }

  // --- the door ---

  function join(words) {
    asleep = false;
    question = null;
    me = nobody();
    header();
    const pin = make("input", {
      id: "pin", inputmode: "numeric", autocomplete: "off", maxlength: "8", pattern: "[0-9 ]*", required: true, value: typed.pin
    });
    const name = make("input", {
      id: "name", autocomplete: "nickname", maxlength: "40", required: true, value: typed.name || seat.name || "",
      autocapitalize: "words", spellcheck: "false", enterkeyhint: "go", "aria-describedby": "refusal"
    });
    const form = make("form", { novalidate: true, submit: submit },
      title("Take a seat"),
      make("div", { hidden: Boolean(pinInPath) && !/PIN/.test(words || "") },
        make("label", { "for": "pin" }, "The PIN on the big screen"), pin),
      make("label", { "for": "name" }, "Your name"), name,
      make("p", { id: "refusal", "class": "wrong-field", role: "alert" }, words || ""),
      make("button", { "class": "first", type: "submit" }, "Join in"));
    show("join", form);
    (pin.value ? name : pin).focus();

    function submit(event) {
      event.preventDefault();
      const called = name.value.trim();
      const digits = pin.value.replace(/\D/g, "");
      typed = { pin: pin.value, name: called };
      if (!digits) { write("refusal", "The PIN is on the big screen: six digits."); pin.focus(); return; }
      if (!called) { write("refusal", "And your name? The room would like to know."); name.focus(); return; }
      if (joining && joining.pin === digits && joining.name === called) return; // tapped twice: it is on its way
      const before = seat.attempt; // whose welcome may have been lost, and then the page was loaded again
      const key = before && before.pin === digits && before.name === called ? before.key : nonce();
      joining = { t: "hello", v: VERSION, pin: digits, name: called, key: key };
      if (load().token) seat.attempt = joining; // another tab has a seat, which stays where it is
      else keep({ name: seat.name, attempt: joining });
      write("refusal", "");
      write("line", "Finding you a seat…");
      if (line.up()) line.send(joining); else line.start();
    }
  }

  // The lobby stays as it is while others come in: nobody loses a tap, a word half typed, or their place in it.
  function lobby() {
    if (!me.name) return;
    const mine = make("div", { "class": "middle" },
      title("You're in, " + me.name + "."),
      me.team ? make("p", {}, "You play for " + me.team + ".") : null,
      make("p", {}, "Eyes on the big screen. We start in a moment."),
      make("p", { id: "many", "class": "soft" }));
    if (screen !== "lobby" || greeting !== mine.textContent) {
      greeting = mine.textContent;
      const typing = document.activeElement && document.activeElement.id === "team";
      mine.appendChild(teams());
      show("lobby", mine);
      if (typing) byId("team").focus();
    }
    const many = room ? room.players : 0;
    write("many", many > 1 ? number(many) + " players in the room." : "");
    offerTeams(room ? room.teams : []);
  }

  // Teams: those that are there, a new one, or oneself. Open as it was left.
  function teams() {
    const field = make("input", { id: "team", maxlength: "40", autocomplete: "off", value: teamTyped, input: function () { teamTyped = field.value; } });
    const box = make("details", { id: "teams", open: teamsOpen }, make("summary", {}, me.team ? "Change teams" : "Play in a team"));
    box.addEventListener("toggle", function () { teamsOpen = box.open; });
    box.appendChild(make("div", { id: "choices", "class": "row" }));
    box.appendChild(make("form", { novalidate: true, submit: function (event) { event.preventDefault(); playFor(field.value); } },
      make("label", { "for": "team" }, "A new team"), field, make("button", { type: "submit" }, "Start it")));
    return box;
  }

  // A button that is there stays as it is, and where it is.
  function offerTeams(names) {
    const row = byId("choices");
    const wanted = names.filter(function (team) { return team !== me.team; }).concat(me.team ? [""] : []);
    const there = Array.prototype.slice.call(row.children).filter(function (button) {
      const stays = wanted.indexOf(button.value) >= 0;
      if (!stays) row.removeChild(button);
      return stays;
    }).map(function (button) { return button.value; });
    wanted.forEach(function (team) {
      if (there.indexOf(team) >= 0) return;
      const button = make("button", { type: "button", value: team, click: function () { playFor(team); } }, team || "On my own");
      row.insertBefore(button, row.querySelector("[value='']")); // which comes last
    });
  }

  function playFor(team) {
    if (!line.up()) return; // the line says that it is gone; what was typed stays
    teamTyped = "";
    line.insist({ t: "team", team: team });
  }

  function refused(said) {
    if (said.code === "version") { // the page is older or newer than the host
      line.stop();
      show("version", make("div", { "class": "middle" }, title("A new season"), make("p", {}, said.words),
        make("button", { "class": "first", click: function () { location.reload(); } }, "Load it again")));
      return;
    }
    if (said.code === "unknown-seat") { // the party is another one, or over
      forget();
      line.stop();
      write("line", "");
      join(pinInPath ? "" : said.words);
      return;
    }
    if (joining) {
      joining = null;
      line.stop();
      write("line", "");
      join(said.words);
      const field = byId(said.code === "wrong-pin" ? "pin" : "name");
      if (field) field.focus();
      return;
    }
    const tapped = sent;
    sent = null;
    if (screen === "board") board(squares); // the square was not taken: choose again
    if (tapped && question && question.q === tapped.q) {
      if (said.code === "answered") {
        question.isIn = true;
        taken();
        return;
      }
      if (screen === "ask") {
        question.mine = undefined;
        if (said.code === "out") tried(said.words); // someone of the same team has had their try
        paintAsk();
        if (said.code === "out") return;
      }
      if (screen === "staked" && said.code !== "staked") paintStake();
    }
    write("line", said.words);
  }

  function goodbye(said) {
    line.stop();
    asleep = true;
    held = false;
    const elsewhere = said.code === "elsewhere";
    const over = said.code === "over";
    if (!elsewhere) forget();
    write("line", "");
    if (lock) lock.release();
    const again = make("button", { "class": "first", click: function () {
      asleep = false;
      if (elsewhere) seat = load(); // the other tab may have found another seat since
      if (elsewhere && seat.token) { write("line", "Taking your seat…"); line.start(); } else join("");
    } }, elsewhere ? "Play here instead" : "Back to the door");
    const ending = over && screen === "final" ? byId("stage").querySelector(".top") : null; // it stays to be looked at
    show("bye", make("div", { "class": ending ? "" : "middle" },
      title(elsewhere ? "Your seat is in use" : over ? "Good night!" : "The show goes on without you"),
      make("p", {}, said.words), ending, over ? null : again), said.words);
  }

  // --- a question ---

  function ask(said) {
    const before = question;
    question = said;
    timed(question, said.ms);
    if (sent && (sent.q !== said.q || sent.message.t === "wager")) sent = null; // the stakes are down by now
    if (before && before.q === said.q) {
      question.tried = before.tried;
      // An answer that the host has lost, as to a power cut, is none: it may be given again.
      if (sent || said.may !== "answer") question.mine = before.mine;
    }
    if (seat.last && seat.last.q === said.q) question.tapped = seat.last.o; // shown again once the host says so
    write("line", "");
    paintAsk();
    if (sent) line.insist(sent.message); // it was tapped, and the line went before the host had it
  }

  function paintAsk() {
    const box = document.createDocumentFragment();
    box.appendChild(timer());
    box.appendChild(make("p", { "class": "over" },
      "Question " + question.n + " of " + question.of + (question.heading ? " · " + question.heading : "") +
      (question.double ? " · double points" : "")));
    box.appendChild(title(question.prompt, question.prompt.length > 70 ? "prompt long" : "prompt"));
    if (question.may === "buzz") {
      box.appendChild(make("button", { id: "buzzer", type: "button", click: buzz }, "Buzz!"));
    } else {
      if (question.may === "wait") box.appendChild(make("p", { "class": "soft" }, waiting()));
      box.appendChild(answers());
    }
    show("ask", box);
    if (question.ends) startClock(question);
  }

  function tried(why) {
    question.tried = true;
    question.may = "wait";
    question.why = why;
  }

  function waiting() {
    if (question.why) return question.why;
    return question.options.length ? "You're watching this one. Play along in your head." : "Say it aloud when you are asked.";
  }

  function answers() {
    const list = make("ol", { "class": "answers" });
    question.options.forEach(function (text, option) {
      const mine = question.mine === option;
      list.appendChild(make("li", {}, make("button", {
        type: "button",
        "class": "answer o" + option + (mine ? " mine" : ""),
        disabled: question.may !== "answer" || question.mine !== undefined,
        "aria-pressed": mine ? "true" : false,
        click: function () { choose(option); }
      }, shape(option), make("b", {}, LETTERS[option]), make("span", {}, text))));
    });
    return list;
  }

  function shape(option) {
    const space = "http://www.w3.org/2000/svg";
    const drawn = document.createElementNS(space, "svg");
    drawn.setAttribute("viewBox", "0 0 24 24");
    drawn.setAttribute("aria-hidden", "true");
    drawn.setAttribute("focusable", "false");
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", SHAPES[option]);
    drawn.appendChild(path);
    return drawn;
  }

  function choose(option) {
    if (!question || question.may !== "answer" || question.mine !== undefined || held) return;
    question.mine = option;
    keep({ token: seat.token, name: seat.name, last: { q: question.q, o: option } });
    say({ t: "answer", q: question.q, o: option });
    const buttons = document.querySelectorAll(".answer");
    Array.prototype.forEach.call(buttons, function (button, index) {
      button.disabled = true;
      if (index === option) button.classList.add("mine");
    });
    speak("Sending " + LETTERS[option] + ".");
  }

  function say(message) {
    sent = { q: message.q, message: message };
    line.insist(message);
    if (navigator.vibrate) navigator.vibrate(20);
  }

  function taken() {
    const option = question.mine !== undefined ? question.mine : question.tapped;
    const box = make("div", { "class": "middle" }, title("Locked in."));
    if (option !== undefined && option !== null && question.options && question.options[option] !== undefined) {
      const chosen = make("p", { "class": "answer o" + option + " card" }, shape(option),
        make("b", { "aria-label": LETTERS[option] + ", " + SHAPE_NAMES[option] }, LETTERS[option]),
        make("span", {}, question.options[option]));
      box.appendChild(chosen);
    }
    box.appendChild(make("p", { "class": "soft" }, "No going back now. Let's see what the others make of it."));
    const all = document.createDocumentFragment();
    all.appendChild(timer());
    all.appendChild(box);
    show("taken", all, "Locked in.");
    if (question.ends) startClock(question);
  }

  function buzz() {
    if (!question || question.may !== "buzz" || held) return;
    byId("buzzer").disabled = true;
    say({ t: "buzz", q: question.q });
  }

  function buzzed(said) {
    sent = null;
    if (said.seat === mySeat && question) {
      question.may = "answer";
      question.mine = undefined;
      question.isIn = false;
      timed(question, said.ms);
      if (question.options.length) {
        speak("The floor is yours.");
        paintAsk();
      } else {
        const box = document.createDocumentFragment();
        box.appendChild(timer());
        box.appendChild(make("div", { "class": "middle" }, title("The floor is yours."), make("p", {}, "Say it out loud!")));
        show("aloud", box);
        startClock(question);
      }
    } else {
      show("buzzed", make("div", { "class": "middle" }, title(said.name + " was first."),
        make("p", { "class": "soft" }, question && question.tried ? "You have had your try. Lean back and listen."
          : "Hold your thought. It may come round to you yet.")));
    }
  }

  function reveal(said) {
    const you = said.you || { verdict: "none" };
    sent = null;
    standing(you);
    const words = { right: "Right!", wrong: "Not this time.", none: "No answer from you this time." };
    const points = you.points ? (you.points > 0 ? "+" : "−") + number(Math.abs(you.points)) : "";
    const box = make("div", {});
    const head = title(words[you.verdict] || words.none, (you.verdict === "right" ? "good pop" : you.verdict === "wrong" ? "bad pop" : ""));
    box.appendChild(head);
    if (points) box.appendChild(make("p", { "class": "huge" }, points, make("span", { "class": "unseen" }, " points")));
    const notes = [];
    if (you.streak > 1) notes.push(you.streak + " right in a row.");
    if (you.lives !== null && you.lives !== undefined) {
      notes.push(you.lives > 0 ? plural(you.lives, "life", "lives") + " left." : "No lives left: you're in the audience now.");
    }
    if (you.place && you.of > 1) notes.push("You're " + ordinal(you.place) + " of " + number(you.of) + ".");
    if (notes.length) box.appendChild(make("p", {}, notes.join(" ")));
    const same = question && question.q === said.q && question.options;
    const text = said.answer || (same ? question.options[said.right] : "");
    const letter = same && !same.length ? "" : LETTERS[said.right]; // read aloud, it had none
    box.appendChild(make("div", { "class": "card" },
      make("p", { "class": "over" }, "The answer"),
      make("p", {}, make("b", {}, [letter, text].filter(Boolean).join(": "))),
      said.because ? make("p", {}, said.because) : null,
      said.source ? make("p", { "class": "soft" }, said.source) : null));
    show("reveal", box);
  }

  // --- board, stake ---

  function board(said) {
    squares = said;
    const box = document.createDocumentFragment();
    const mine = said.unit === me.unit;
    box.appendChild(title(mine ? "Your choice." : said.name + " may choose."));
    const grid = make("div", { "class": "board" });
    said.columns.forEach(function (column) {
      const cells = make("div", { "class": "cells" });
      column.cells.forEach(function (cell) {
        cells.appendChild(make("button", {
          type: "button", disabled: !mine || Boolean(cell.gone),
          "aria-label": column.title + ", " + number(cell.value) + (cell.gone ? ", gone" : ""),
          click: function () {
            Array.prototype.forEach.call(document.querySelectorAll(".cells button"), function (other) { other.disabled = true; });
            line.insist({ t: "choose", c: cell.c });
          }
        }, cell.gone ? "–" : number(cell.value)));
      });
      grid.appendChild(make("section", {}, make("h2", {}, column.title), cells));
    });
    box.appendChild(grid);
    question = null;
    show("board", box);
  }

  function stake(said) {
    const typedBefore = question && question.q === said.q ? question.points : undefined;
    question = { q: said.q, asked: said, points: typedBefore };
    timed(question, said.ms);
    paintStake();
    if (sent && sent.q === said.q) line.insist(sent.message);
  }

  function paintStake() {
    const said = question.asked;
    if (said.most < 0) {
      show("staked", make("div", { "class": "middle" }, title("The stakes are going down."),
        make("p", { "class": "soft" }, "You're watching this one. Comfortable seat?")));
      return;
    }
    const field = make("input", {
      id: "stake", type: "number", inputmode: "numeric", min: "0", max: String(said.most), step: "1",
      value: question.points === undefined ? String(Math.floor(said.most / 2)) : question.points,
      input: function () { question.points = field.value; }
    });
    const quick = make("div", { "class": "row" });
    [["Nothing", 0], ["Half", Math.floor(said.most / 2)], ["All of it", said.most]].forEach(function (pair) {
      quick.appendChild(make("button", { type: "button", click: function () { question.points = field.value = String(pair[1]); field.focus(); } }, pair[0]));
    });
    const form = make("form", { novalidate: true, submit: function (event) {
      event.preventDefault();
      const points = Math.round(field.value === "" ? NaN : Number(field.value)); // "" is what is no number, too
      if (!(points >= 0 && points <= said.most)) {
        write("refusal", "Anything from 0 to " + number(said.most) + ".");
        field.focus();
        return;
      }
      say({ t: "wager", q: said.q, points: points });
      done(points);
    } }, timer(), said.heading ? make("p", { "class": "over" }, said.heading) : null, title("What's your stake?"),
    make("label", { "for": "stake" }, "Points, up to " + number(said.most)), field, quick,
    make("p", { id: "refusal", "class": "wrong-field", role: "alert" }, ""),
    make("button", { "class": "first", type: "submit" }, "Stake it"));

    function done(points) {
      question.staked = true;
      staked(points ? number(points) + " it is." : "Nothing it is.", points ? "A brave soul." : "A cautious soul.");
    }

    show("stake", form);
    if (question.ends) startClock(question);
  }

  function staked(words, remark) {
    show("staked", make("div", { "class": "middle" }, title(words),
      make("p", { "class": "soft" }, (remark ? remark + " " : "") + "The question comes in a moment.")));
  }

  // --- standings ---

  function standings(said, last) {
    standing(said.you);
    const box = make("div", {});
    const place = me.place && me.of > 1 ? ordinal(me.place) + " of " + number(me.of) : "";
    if (last) {
      box.appendChild(make("p", { "class": "over" }, "That's the show"));
      box.appendChild(title(!place ? "Thank you for playing." : me.place === 1 ? "You won the night!" : "You finished " + place + "."));
    } else {
      box.appendChild(title(place ? "You're " + place + "." : "How things stand"));
    }
    const list = make("ol", { "class": "top" });
    (said.top || []).forEach(function (entry) {
      const mine = entry.unit === me.unit;
      list.appendChild(make("li", { "class": mine ? "me" : "" }, make("span", {}, entry.place + "."),
        make("span", { "class": "name" }, entry.name), make("span", {}, number(entry.score))));
    });
    box.appendChild(list);
    show(last ? "final" : "standings", box);
    question = null;
  }

  // --- the clock: milliseconds left, as the host said them ---

  function timer() {
    return make("div", { "class": "clock", "aria-hidden": "true" },
      make("div", { "class": "track" }, make("i", { id: "left" })), make("b", { id: "seconds" }));
  }

  // A length of time, by this phone's own clock; Date, because other clocks stand while a phone sleeps.
  function timed(what, ms) {
    what.ends = ms ? Date.now() + ms : 0;
    what.whole = Math.max(what.whole || 0, ms || 0);
  }

  function startClock(what) {
    stopClock();
    const tick = function () {
      const left = Math.max(0, what.ends - Date.now());
      const bar = byId("left");
      if (!bar) return;
      bar.style.transform = "scaleX(" + Math.min(1, left / Math.max(1, what.whole)) + ")";
      write("seconds", String(Math.ceil(left / 1000)));
      if (!what.told && left < 5000 && what.whole > 8000 && screen === "ask") { what.told = true; speak("Five seconds."); }
    };
    if (!held) clock = setInterval(tick, 250);
    tick();
  }

  function stopClock() {
    clearInterval(clock);
    clock = null;
  }

  // --- keys, and the screen that stays on ---

  document.addEventListener("keydown", function (event) {
    if (screen !== "ask" || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const key = event.key.toUpperCase();
    const option = LETTERS.indexOf(key) >= 0 ? LETTERS.indexOf(key) : "1234".indexOf(key);
    if (question.may === "answer" && option >= 0 && option < question.options.length && key.length === 1) {
      event.preventDefault();
      choose(option);
    } else if (question.may === "buzz" && (key === "B" || key === " ") && document.activeElement !== byId("buzzer")) {
      event.preventDefault();
      buzz();
    }
  });

  function stayAwake() {
    if (asleep || lock || locking || document.hidden || !navigator.wakeLock) return; // needs HTTPS, and a newer phone
    locking = true;
    navigator.wakeLock.request("screen").then(function (given) {
      locking = false;
      lock = given;
      lock.addEventListener("release", function () { lock = null; });
      if (asleep) lock.release();
    }).catch(function () { locking = false; /* the phone has its reasons: a low battery */ });
  }
  document.addEventListener("visibilitychange", function () { if (me.name) stayAwake(); });

  // --- curtain up ---

  if (seat.token) {
    show("back", make("div", { "class": "middle" }, title("Welcome back" + (seat.name ? ", " + seat.name : "") + "."),
      make("p", { "class": "soft" }, "Finding your seat…")));
    line.start();
  } else {
    join("");
  }
})();
