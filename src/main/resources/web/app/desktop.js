import { titleOf } from './model/request.js';
import { texts } from './texts/texts.js';

/** Notifications of the desktop, when searches end whose end a person wants to know. They hold as long as the tab is open. */
export class EndNotices {
  #wished = new Set();

  /** Browsers have them in secure contexts only. */
  static get arePossible() {
    return globalThis.isSecureContext && 'Notification' in globalThis;
  }

  get any() {
    return this.#wished.size > 0;
  }

  has(id) {
    return this.#wished.has(id);
  }

  /** Wishes to know the end of this search, or no longer. @returns {Promise<boolean>} false if the browser does not allow it */
  async toggle(id) {
    if (this.#wished.delete(id)) {
      return true;
    }
    const isAllowed = (await globalThis.Notification.requestPermission()) === 'granted';
    isAllowed && this.#wished.add(id);
    return isAllowed;
  }

  /** Notifies of those in the list that have ended. */
  look(list) {
    for (const search of this.any ? list : []) {
      if (search.outcome && this.#wished.delete(search.id)) {
        this.#notify(search);
      }
    }
  }

  #notify({ id, name, outcome, request, tally }) {
    const notice = new globalThis.Notification(`${name ?? titleOf(request)}: ${texts.outcomes[outcome] ?? outcome}`, {
      body: texts.notice(tally),
      tag: `voyage-${id}`,
      icon: '/static/voyage.svg',
    });
    notice.onclick = () => {
      globalThis.focus();
      notice.close();
    };
  }
}
