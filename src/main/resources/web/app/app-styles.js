import { css } from 'lit';

/** Where the parts of the page are, from a phone to a wide screen. */
export const appStyles = css`
  :host {
    min-height: 100vh;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem 1rem;
    align-items: center;
    /* as wide as what stands below, also on a very wide screen */
    padding: 0.35rem max(0.9rem, (100% - 2200px) / 2 + 0.9rem);
    min-height: 44px;
    background: var(--panel);
    border-bottom: 1px solid var(--line);
  }
  h1 {
    margin: 0;
    font-size: 1.1rem;
    font-weight: 700;
    letter-spacing: 0.02em;
  }
  h1 a,
  .api {
    min-height: 24px;
    min-width: 24px;
    display: inline-flex;
    gap: 0.45rem;
    align-items: center;
    color: var(--ink);
    text-decoration: none;
  }
  .api {
    color: var(--accent);
    text-decoration: underline;
  }
  .end {
    margin-inline-start: auto;
  }
  .skip {
    position: absolute;
    inset-inline-start: 0.5rem;
    top: -4rem;
    z-index: 50;
  }
  .skip:focus {
    top: 0.4rem;
  }
  .page {
    display: grid;
    grid-template: 'form main' auto 'list main' 1fr / 22rem minmax(0, 1fr);
    gap: 0.75rem;
    padding: 0.75rem 0.9rem 2rem;
    max-width: 2200px;
    margin: 0 auto;
    align-items: start;
  }
  .form {
    grid-area: form;
    min-width: 0;
  }
  .list {
    grid-area: list;
    min-width: 0;
  }
  main {
    grid-area: main;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
    min-width: 0;
    outline: none;
  }
  .refusal {
    padding: 0.5rem 0.75rem;
    border-color: var(--bad);
  }
  .top voyage-steps,
  .top voyage-notices {
    border-top: 1px solid var(--line);
  }
  .two {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 0.75rem;
    align-items: start;
  }
  .form-toggle {
    display: none;
  }
  @media (max-width: 1250px) {
    .two {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 900px) {
    .page {
      grid-template: 'form' auto 'main' auto 'list' auto / minmax(0, 1fr);
      padding: 0.6rem;
    }
    .page.with:not(.open) {
      grid-template: 'main' auto 'list' auto / minmax(0, 1fr);
    }
    .page.with:not(.open) .form {
      display: none;
    }
    .form-toggle {
      display: inline-flex;
    }
    header {
      padding: 0.35rem 0.6rem;
    }
  }
  @media (max-width: 900px) and (pointer: coarse) {
    .keys {
      display: none;
    }
  }
  @media print {
    header,
    .form,
    .list,
    .refusal,
    voyage-take,
    voyage-snippets {
      display: none;
    }
    .page {
      display: block;
      max-width: none;
      padding: 0;
    }
  }
  @media (max-width: 600px) {
    .of-colours {
      display: none;
    }
    header {
      gap: 0.2rem 0.6rem;
    }
    .end {
      gap: 0.2rem;
      font-size: 0.93rem;
    }
    .end button {
      padding-inline: 0.45rem;
    }
  }
`;
