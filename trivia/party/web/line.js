// The line to the host: one WebSocket that comes back by itself, and a few helpers for painting.
// Written for old phones: no build step, nothing newer than ES2015.
"use strict";

const VERSION = 1;
const RETRY_MOST = 1500; // ms between two tries, at most
const OPEN_MOST = 2500; // ms in which a socket must open
const PING_MOST = 1500; // ms in which the host must say something after we asked
const SILENCE_MOST = 5000; // ms of silence after which we ask
const SOCKETS_MOST = 3; // so many sockets in vain, and then we knock before we make another

// first() is what to say on a new socket; heard(message) takes what the host says; told(up) tells of the line.
function makeLine(first, heard, told) {
  const place = "/ws";
  const address = (location.protocol === "https:" ? "wss://" : "ws://") + location.host + place;
  let socket = null;
  let knock = null; // the request that finds out whether anybody is there
  let wanted = false;
  let tries = 0;
  let retry = 0; // timer of the next try
  let due = 0; // timer within which something must be heard
  let since = 0; // when this socket was made
  let last = 0; // when something was last heard
  let met = false; // whether this socket has brought anything yet

  function drop() {
    clearTimeout(due);
    due = 0;
    const old = socket;
    const asked = knock;
    socket = knock = null;
    if (asked) {
      asked.onload = asked.onerror = asked.ontimeout = null;
      asked.abort();
    }
    if (old) {
      old.onopen = old.onmessage = old.onclose = old.onerror = null;
      try { old.close(); } catch (error) { /* it was no socket any more */ }
    }
  }

  function open() {
    clearTimeout(retry);
    retry = 0;
    drop();
    if (!wanted) return;
    let mine;
    try {
      mine = new WebSocket(address);
    } catch (error) {
      again();
      return;
    }
    socket = mine;
    since = Date.now();
    met = false;
    due = setTimeout(lost, OPEN_MOST);
    mine.onopen = function () { mine.send(JSON.stringify(first())); };
    mine.onmessage = function (event) {
      clearTimeout(due);
      due = 0;
      tries = 0;
      last = Date.now();
      if (!met) { met = true; told(true); }
      heard(JSON.parse(event.data));
    };
    mine.onclose = lost;
  }

  function lost() {
    drop();
    if (!wanted) return;
    told(false);
    again();
  }

  function again() {
    if (!wanted || retry) return;
    // A restarted host must not be met by everyone in the same moment, hence the chance.
    const wait = Math.min(RETRY_MOST, 150 * Math.pow(2, tries)) * (0.6 + 0.4 * Math.random());
    tries += 1;
    retry = setTimeout(tries > SOCKETS_MOST ? look : open, wait);
  }

  // Browsers let a socket wait for seconds where many before it have failed, and a host may be away for minutes.
  // A plain request they do not keep waiting: when it is answered, by whoever it is, a socket will be too.
  function look() {
    clearTimeout(retry);
    retry = 0;
    drop();
    if (!wanted) return;
    knock = new XMLHttpRequest();
    knock.open("GET", place + "?" + Date.now());
    knock.timeout = OPEN_MOST;
    knock.onload = function () { if (knock.status < 500) open(); else lost(); };
    knock.onerror = knock.ontimeout = lost;
    knock.send();
  }

  function up() { return socket !== null && socket.readyState === 1; }

  function send(message) {
    if (up()) socket.send(JSON.stringify(message));
  }

  // A socket can look open long after the other end has gone; only an answer shows that it is.
  function ask() {
    send({ t: "ping" });
    if (!due) due = setTimeout(lost, PING_MOST);
  }

  function wake() {
    if (!wanted) return;
    if (up()) ask();
    else if (socket === null) look();
    else if (Date.now() - since > 700) { tries = 0; open(); }
  }

  document.addEventListener("visibilitychange", function () { if (!document.hidden) wake(); });
  window.addEventListener("pageshow", wake);
  window.addEventListener("online", wake);
  setInterval(function () {
    if (up() && !document.hidden && !due && Date.now() - last > SILENCE_MOST) ask();
  }, 1000);

  return {
    start: function () { wanted = true; tries = 0; open(); },
    stop: function () { wanted = false; clearTimeout(retry); retry = 0; drop(); },
    send: send,
    // For what must be acknowledged: when nothing is heard soon, the line is looked for anew.
    insist: function (message) { send(message); if (up() && !due) due = setTimeout(lost, PING_MOST); },
    up: up
  };
}

// make("p", {class: "big"}, "text", child …): every text becomes a text node, never markup.
function make(tag, attributes) {
  const made = document.createElement(tag);
  Object.keys(attributes || {}).forEach(function (name) {
    const value = attributes[name];
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  });
  for (let index = 2; index < arguments.length; index += 1) {
    const child = arguments[index];
    if (child !== null && child !== undefined && child !== false && child !== "") {
      made.appendChild(typeof child === "object" ? child : document.createTextNode(String(child)));
    }
  }
  return made;
}

function byId(id) { return document.getElementById(id); }

function empty(node) { while (node.firstChild) node.removeChild(node.firstChild); }

// Set a text only where it changed: a live region speaks up at each change.
function write(id, text) {
  const node = byId(id);
  if (node.textContent !== text) node.textContent = text;
}

function number(value) { return String(value).replace("-", "−").replace(/\B(?=(\d{3})+(?!\d))/g, ","); }

function ordinal(place) {
  const tens = place % 100;
  const ending = tens > 10 && tens < 14 ? "th" : ["th", "st", "nd", "rd"][place % 10] || "th";
  return place + ending;
}

function plural(count, one, many) { return number(count) + " " + (count === 1 ? one : many); }
