import * as api from './api.js';
import { calmRows } from './rows/calm.js';
import { SearchModel } from './search-model.js';
import { Stream } from './stream.js';
import { EMPTY, fromJson, fromQuery, toQuery } from './model/request.js';
import { EndNotices } from './desktop.js';
import { bringUpToDate } from './model/listed.js';
import { replay } from './snapshot.js';

const LOOK_MILLIS = 10_000;
const MOST_FOLLOWED = 20;

/**
 * What the page shows: the search on the screen, the list of all, and the address. The parts call its methods and draw
 * what it has.
 *
 * Events: 'changed' when another search is shown or the list has changed; 'refused' with the Refusal, when a step was not done.
 */
export class Session extends EventTarget {
  /** Of the search on the screen; another search has others. */
  rows = calmRows();
  stream = new Stream(() => this.#lookAgain());
  /** The SearchModel on the screen, or null. */
  shown = null;
  form = { ...EMPTY };
  /** The searches there are, newest first, as the API lists them. */
  list = [];
  more = null;
  /** Whether the list has been loaded, and whether the service answered the last time. */
  loaded = false;
  reachable = true;
  /** Why the address's search is not shown, or null. */
  missing = null;

  notices = new EndNotices();

  #timer = null;

  start() {
    addEventListener('popstate', () => this.#readAddress());
    document.addEventListener('visibilitychange', () => document.hidden || this.refresh());
    this.#readAddress();
    this.refresh();
    this.#timer = setInterval(() => this.#isIdle || this.refresh(), LOOK_MILLIS);
  }

  /** Hidden, it looks only for ends of which a person wants to be notified. */
  get #isIdle() {
    return (document.hidden && !this.notices.any) || this.stream.state === 'waiting';
  }

  /** Begins anew, after the service has learnt who asks. */
  identified() {
    this.#leave();
    this.#readAddress();
    this.refresh();
  }

  #readAddress() {
    const { form, search } = fromQuery(location.search);
    this.form = form;
    if (search) {
      this.#show(search, null);
    } else {
      this.#leave();
      this.#told();
    }
  }

  /** Starts a search and shows it. @throws {api.Refusal} */
  async search(form, request) {
    const view = await api.create(request);
    this.form = form;
    history.pushState(null, '', toQuery(form, view.id) || '/');
    await this.#show(view.id, view, true);
    this.refresh();
  }

  /** The request of the search on the screen into the form, to be changed there. */
  edit() {
    this.form = fromJson(this.shown.request);
    history.replaceState(null, '', toQuery(this.form, this.shown.id));
    this.#told();
  }

  /** Starts the same request for these observations only, with their files; the condition goes where it has rejected one. */
  async downloadOnly(model, ids) {
    const { where, ...request } = model.request;
    const kept = where && !this.rows.chosen.anyRejected ? { where } : {};
    await this.download({ request: { ...request, ...kept, select: ids } });
  }

  /** Starts what a plan has listed: the same request, with its files. */
  async download(model) {
    const request = { ...model.request, action: 'download' };
    try {
      await this.search(fromJson(request), request);
    } catch (refusal) {
      this.#refused(refusal);
    }
  }

  /** Shows a search there is, and what it asked for in the form. */
  async open(id) {
    const view = this.list.find((search) => search.id === id) ?? null;
    this.form = view ? fromJson(view.request) : { ...EMPTY };
    history.pushState(null, '', toQuery(this.form, id));
    await this.#show(id, view);
  }

  /** Back to the empty form. */
  clear() {
    this.form = { ...EMPTY };
    history.pushState(null, '', '/');
    this.#leave();
    this.#told();
  }

  /** pause, resume, cancel, pin, unpin or retry; a retry is a new search, which is shown where the old one was. */
  async step(id, name) {
    try {
      if (name === 'retry') {
        await this.#retried(id, await api.retry(id));
      } else {
        this.#looked(name === 'cancel' ? await api.cancel(id) : await api.step(id, name));
      }
      await this.refresh();
    } catch (refusal) {
      this.#refused(refusal);
    }
  }

  /** These {observations, files} of an ended search again, whether they failed or not: as a new search. */
  async again(id, which) {
    try {
      await this.#retried(id, await api.retry(id, which));
      await this.refresh();
    } catch (refusal) {
      this.#refused(refusal);
    }
  }

  async #retried(id, view) {
    if (this.shown?.id === id) {
      this.form = fromJson(view.request);
      history.pushState(null, '', toQuery(this.form, view.id));
      await this.#show(view.id, view, true);
    }
  }

  /** Removes an ended search, and its files if so wanted; if it is on the screen, the form takes its place. */
  async remove(id, withFiles) {
    try {
      await api.remove(id, withFiles);
      this.list = this.list.filter((search) => search.id !== id);
      this.shown?.id === id ? this.clear() : this.#told();
    } catch (refusal) {
      this.#refused(refusal);
    }
  }

  /** @param name null for none */
  async rename(id, name) {
    try {
      this.#looked(await api.rename(id, name));
      this.#told();
    } catch (refusal) {
      this.#refused(refusal);
    }
  }

  /** Asks for the list anew; phases that no event tells are seen here. */
  async refresh() {
    try {
      const page = await api.list();
      const known = new Set(page.searches.map((search) => search.id));
      this.list = [...page.searches, ...this.list.filter((search) => !known.has(search.id))];
      this.more ??= page.next ?? null;
      this.loaded = true;
      this.#answered(true);
      page.searches.forEach((search) => this.#looked(search));
      this.#followRunning();
      this.#told();
    } catch (refusal) {
      if (refusal.unreachable) {
        this.#answered(false);
      } else {
        this.#refused(refusal);
      }
    }
  }

  /** What was refused since nobody answered is no longer true once somebody does: 'answered'. */
  #answered(reachable) {
    const before = this.reachable;
    this.reachable = reachable;
    if (!before && reachable) {
      this.dispatchEvent(new Event('answered'));
    }
    this.#told();
  }

  /** The next page of the list. */
  async older() {
    try {
      const page = await api.list(this.more);
      const known = new Set(this.list.map((search) => search.id));
      this.list = [...this.list, ...page.searches.filter((search) => !known.has(search.id))];
      this.more = page.next ?? null;
      this.#told();
    } catch (refusal) {
      this.#refused(refusal);
    }
  }

  /** @param isNew whether its stream tells it from the start; of any other the snapshot tells what was */
  async #show(id, view, isNew = false) {
    if (this.shown?.id !== id) {
      this.#leave();
      const model = new SearchModel(id);
      const isShown = () => this.shown === model;
      this.shown = model;
      if (view) {
        model.look(view);
      }
      this.#told();
      try {
        const now = view ?? (await api.look(id));
        if (!isShown()) {
          return;
        }
        if ((this.form.target === '' && this.form.catalogue === '') || now.request.select?.length > 0) {
          this.form = fromJson(now.request);
        }
        model.look(now);
      } catch (refusal) {
        if (isShown()) {
          [this.shown, this.missing] = [null, refusal];
          this.#told();
        }
        return;
      }
      await this.#follow(model, isShown, isNew);
      this.#told();
    }
  }

  async #follow(model, isShown, isNew) {
    const { id } = model;
    const { rows } = this;
    const take = (events) => {
      model.apply(events);
      events.forEach((event) => rows.apply(event));
      this.#listed(events);
    };
    model.loading = !isNew;
    this.#told();
    const snapshot = isNew ? null : await api.snapshot(id).catch(() => null); // without it the stream tells everything
    if (snapshot && isShown()) {
      await replay(snapshot, take, isShown);
      model.look(snapshot.search);
    }
    model.loading = false;
    if (isShown()) {
      model.ended || this.stream.follow(id, snapshot?.search.lastSeq ?? 0, take);
    }
  }

  #leave() {
    if (this.shown) {
      this.stream.unfollow(this.shown.id);
      this.shown = null;
      this.rows = calmRows();
    }
    this.missing = null;
  }

  /** Those of the list that run are followed from where the list has them. */
  #followRunning() {
    this.list
      .filter((search) => search.outcome && search.id !== this.shown?.id)
      .forEach((search) => this.stream.unfollow(search.id));
    this.list
      .filter((search) => !search.outcome && search.id !== this.shown?.id && !this.stream.follows(search.id))
      .slice(0, Math.max(0, MOST_FOLLOWED - this.stream.size))
      .forEach((search) => this.stream.follow(search.id, search.lastSeq, (events) => this.#listed(events)));
  }

  /** Keeps the list's tallies up to date between two looks. */
  #listed(events) {
    const entry = this.list.find((search) => search.id === events[0].search);
    if (!entry || entry.outcome) {
      return;
    }
    bringUpToDate(entry, events);
    this.#told();
  }

  #looked(view) {
    const at = this.list.findIndex((search) => search.id === view.id);
    if (at >= 0) {
      this.list[at] = view;
    }
    if (this.shown?.id === view.id) {
      this.shown.look(view);
    }
  }

  /** After a break: what is gone is left; fails while nobody answers. */
  async #lookAgain() {
    if (this.shown) {
      try {
        this.shown.look(await api.look(this.shown.id));
      } catch (refusal) {
        if (refusal.problem?.status !== 404) {
          throw refusal;
        }
        this.stream.unfollow(this.shown.id);
        this.missing = refusal;
      }
    }
    const page = await api.list();
    const there = new Set(page.searches.map((search) => search.id));
    this.list
      .filter((search) => !search.outcome && search.id !== this.shown?.id && !there.has(search.id))
      .forEach((search) => this.stream.unfollow(search.id));
    this.#told();
  }

  #refused(refusal) {
    this.dispatchEvent(new CustomEvent('refused', { detail: refusal }));
  }

  #told() {
    this.notices.look(this.list);
    this.dispatchEvent(new Event('changed'));
  }
}
