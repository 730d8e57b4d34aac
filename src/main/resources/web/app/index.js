import './theme.css';
import {LitElement, html} from 'lit';

/** The page. */
class VoyageApp extends LitElement {
  render() {
    return html`<main><h1>voyage</h1></main>`;
  }
}

customElements.define('voyage-app', VoyageApp);
