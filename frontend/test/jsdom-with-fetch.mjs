import jsdom from 'jest-preset-angular/environments/jest-jsdom-env.js';

/** jsdom has no fetch and no BroadcastChannel; Node's ask real servers and reach other pages in the specs. */
/* global AbortSignal, BroadcastChannel */
export default class JsdomWithFetch extends jsdom.default {
  async setup() {
    await super.setup();
    Object.assign(this.global, { fetch, AbortSignal, BroadcastChannel });
  }
}
