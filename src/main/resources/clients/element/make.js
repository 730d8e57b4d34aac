/** An element with attributes and children; texts become text nodes and are never read as HTML. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Changes a text only if it differs, so that selections and screen readers keep their place. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
