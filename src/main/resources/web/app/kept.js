/** Choices that this browser keeps; without storage (private windows) they last as long as the page. */

const here = new Map();

export function kept(name, otherwise) {
  try {
    return localStorage.getItem(`voyage.${name}`) ?? here.get(name) ?? otherwise;
  } catch {
    return here.get(name) ?? otherwise;
  }
}

export function keep(name, value) {
  here.set(name, value);
  try {
    localStorage.setItem(`voyage.${name}`, value);
  } catch {
    // it lasts as long as the page
  }
}
