// What a body became, judged: {count, fired, wrong: [sentence], outputs: [HTML], texts: [HTML]}. `show` is an expression
// that puts the next text on the page; the table is that of `crates/bundle/src/allowed.rs`, handed over as it is.
// `watch` makes the page one on which everything that runs is heard, and no link leads away.

const HTML = "http://www.w3.org/1999/xhtml", MATH = "http://www.w3.org/1998/Math/MathML";
const EVENTS = ["click", "mouseover", "focus", "error", "load", "toggle", "begin", "animationend"];
const IN_HEAD_OR_FRAME = "script, style, iframe, object, embed, svg, math, link, meta, base, template, img, video, audio";

function watch() {
  if (window.fired !== undefined) return;
  window.fired = 0;
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { window.fired += 1; };
  document.startViewTransition = null;
  const stay = (event) => {
    const link = event.composedPath()[0].closest?.("a, form, button");
    // A button outside a form leads nowhere, and those beside a body are the app's.
    if (link?.localName === "button" && !link.form) return;
    if (event.type === "submit" || link?.protocol !== "javascript:") event.preventDefault();
  };
  addEventListener("click", stay, true);
  addEventListener("submit", stay, true);
}

// Goes to another page of the app; until that is there.
function go(hash) {
  return new Promise((done) => {
    document.getElementById("quire").addEventListener("quire-ready", () => done(null), { once: true });
    location.hash = hash;
  });
}

// Has an element show something else; what is there then is looked at, and everything happens to it.
async function view_of(view, look) {
  const host = document.querySelector("quire-blog");
  const shown = new Promise((done) => host.addEventListener("quire-ready", () => done(null), { once: true }));
  host.setAttribute("view", view);
  await shown;
  const leaf = host.shadowRoot.querySelector(".leaf");
  look(leaf);
  shake(leaf);
}

// Has everything happen to everything.
function shake(root) {
  for (const node of [root, ...root.querySelectorAll("*")]) {
    for (const name of EVENTS) {
      const make = name === "click" ? MouseEvent : Event;
      EventTarget.prototype.dispatchEvent.call(node, new make(name, { bubbles: name !== "load" && name !== "error", cancelable: true, composed: true }));
    }
  }
}

function scheme(address) {
  try {
    return new URL(address, location.href).protocol;
  } catch {
    return "none";
  }
}

// What is not in the table.
function judge(root, table) {
  const wrong = [];
  for (const element of root.querySelectorAll("*")) {
    const name = element.localName, space = element.namespaceURI;
    const own = space === HTML ? table.html[name] : space === MATH ? table.math[name] : undefined;
    if (!own) {
      wrong.push(`<${name}> of ${space}`);
      continue;
    }
    for (const { name: attribute, value } of element.attributes) {
      if (!own.includes(attribute) && !table.all.includes(attribute)) wrong.push(`${name} ${attribute}`);
      if (attribute.startsWith("on")) wrong.push(`${name} ${attribute}`);
      const addresses = attribute === "srcset" ? value.split(", ").map((one) => one.split(" ")[0]) : [value];
      const schemes = attribute === "href" ? table.links : ["src", "srcset", "poster"].includes(attribute) ? table.media : null;
      for (const address of schemes ? addresses : []) {
        if (!schemes.includes(scheme(address).slice(0, -1))) wrong.push(`${name} ${attribute}=${address}`);
      }
      if (attribute === "id" && !value.startsWith("user-content-")) wrong.push(`${name} id=${value}`);
    }
  }
  return wrong;
}

// What stands beside a body is the app's own: no text of a bundle becomes an element there.
function beside(root) {
  const wrong = [];
  for (const element of root.querySelectorAll("*")) {
    if (element.closest(".body")) continue;
    if (element.matches(IN_HEAD_OR_FRAME)) wrong.push(`<${element.localName}> beside the body`);
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) wrong.push(`${name} beside the body`);
      if (name === "href" && !/^(https?|mailto):$/.test(scheme(value))) wrong.push(`href=${value} beside the body`);
    }
  }
  return wrong;
}
