/** `session` and `protocol`: who answers the requests of a window, by its partition. */
import { EventEmitter } from 'node:events';
import type { Protocol, Session, WebRequest } from 'electron';
import { declareSchemes } from './addresses.ts';
import { hostApp } from './application.ts';
import type { HostResponse, Responder } from './serving.ts';

type CoveredSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
> & { protocol: Pick<Protocol, 'handle'>; webRequest: Pick<WebRequest, 'onBeforeRequest'> };

class HostSession extends EventEmitter implements CoveredSession {
  readonly responders = new Map<string, Responder>();
  readonly protocol = {
    handle: (
      scheme: string,
      respond: (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>,
    ): void => {
      this.responders.set(
        scheme,
        async (request) => (await respond(request as GlobalRequest)) as unknown as HostResponse,
      );
    },
  };
  // The host answers every request itself and aborts what no scheme answers: a filter has nothing left to filter.
  readonly webRequest = { onBeforeRequest: (): void => {} };
  // Chromium itself refuses every permission here (--deny-permission-prompts), so the shell's refusals have no caller.
  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(): void {}
  /** Asked of the shell once, as if a download began: Chromium takes one answer for all of them. */
  get refusesDownloads(): boolean {
    let refused = false;
    this.emit('will-download', {
      preventDefault: () => {
        refused = true;
      },
    });
    return refused;
  }
}

const sessions = new Map<string, HostSession>();
export const sessionNamed = (name: string): HostSession => {
  const known = sessions.get(name);
  if (known !== undefined) return known;
  const made = new HostSession();
  sessions.set(name, made);
  hostApp.emit('session-created', made);
  return made;
};
export const hostSession = {
  get defaultSession() {
    return sessionNamed('');
  },
  fromPartition: (name: string) => sessionNamed(name),
};

export const hostProtocol: Pick<Protocol, 'registerSchemesAsPrivileged'> = {
  registerSchemesAsPrivileged: (schemes) => declareSchemes(schemes.map(({ scheme }) => scheme)),
};
