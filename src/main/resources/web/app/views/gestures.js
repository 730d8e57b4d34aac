const STEP = 60;
const ZOOM = 1.4;

/**
 * What fingers, mouse and keys do on a drawing, in its CSS pixels. `on` has drag(dx, dy), zoom(factor, x, y),
 * hover(x, y) (NaN when the pointer leaves), click(x, y, coarse, more), where more is whether Shift, Ctrl or Cmd is held, reset(), choose(more) and leave() (Enter, Space for more, and Escape), and
 * `upright: false` where nothing moves up and down.
 * Answers how to stop listening.
 */
export function gestures(element, on) {
  const fingers = new Map();
  let moved = false;
  const at = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const spread = () => {
    const [[ax, ay], [bx, by]] = [...fingers.values()];
    return { x: (ax + bx) / 2, y: (ay + by) / 2, distance: Math.max(1, Math.hypot(ax - bx, ay - by)) };
  };
  const listeners = {
    pointerdown(event) {
      if (event.button === 0) {
        moved = fingers.size > 0;
        fingers.set(event.pointerId, at(event));
        element.setPointerCapture(event.pointerId);
      }
    },
    pointermove(event) {
      const [x, y] = at(event);
      if (!fingers.has(event.pointerId)) {
        on.hover(x, y);
        return;
      }
      const [fromX, fromY] = fingers.get(event.pointerId);
      if (!moved && Math.hypot(x - fromX, y - fromY) < 4) {
        return;
      }
      moved = true;
      const before = fingers.size === 2 ? spread() : null;
      fingers.set(event.pointerId, [x, y]);
      if (before) {
        const now = spread();
        on.drag(now.x - before.x, now.y - before.y);
        on.zoom(now.distance / before.distance, now.x, now.y);
      } else if (fingers.size === 1) {
        on.drag(x - fromX, y - fromY);
      }
    },
    pointerup(event) {
      if (fingers.delete(event.pointerId) && !moved) {
        on.click(...at(event), event.pointerType !== 'mouse', event.shiftKey || event.ctrlKey || event.metaKey);
      }
    },
    pointercancel(event) {
      fingers.delete(event.pointerId);
    },
    pointerleave() {
      on.hover(NaN, NaN);
    },
    wheel(event) {
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1);
      on.zoom(Math.exp(-Math.max(-300, Math.min(300, pixels)) / 300 * (event.ctrlKey ? 3 : 1)), ...at(event));
    },
    keydown(event) {
      const act = event.ctrlKey || event.metaKey || event.altKey ? null : keys(element, on)[event.key];
      if (act) {
        event.preventDefault();
        act();
      }
    },
  };
  for (const [type, listener] of Object.entries(listeners)) {
    element.addEventListener(type, listener, type === 'wheel' ? { passive: false } : undefined);
  }
  return () => Object.entries(listeners).forEach(([type, listener]) => element.removeEventListener(type, listener));
}

function keys(element, on) {
  const middle = () => [element.clientWidth / 2, element.clientHeight / 2];
  const closer = () => on.zoom(ZOOM, ...middle());
  const wider = () => on.zoom(1 / ZOOM, ...middle());
  return {
    ArrowLeft: () => on.drag(STEP, 0),
    ArrowRight: () => on.drag(-STEP, 0),
    ...(on.upright === false ? {} : { ArrowUp: () => on.drag(0, STEP), ArrowDown: () => on.drag(0, -STEP) }),
    '+': closer, '=': closer, '-': wider, _: wider,
    0: on.reset, Home: on.reset,
    Enter: () => on.choose(false), ' ': () => on.choose(true), Escape: on.leave,
  };
}
