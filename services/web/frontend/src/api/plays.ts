import { getJson, sendJson, SAVE_TIMEOUT_MS } from "./http";
import type { Outcome } from "./outcome";
import type { PlayDetail, SavedPlay, PlayReplacement, PlayChange, NewPlay } from "./types";

/** The id of a play, and the secret that proves the right to change it. */
export interface PlayCredentials {
  id: string;
  secret: string;
}

/** The requests about saved plays. The secret is sent in a header, because addresses end up in logs and histories. */
export interface PlaysApi {
  /** `created` is false if a play was saved under this key before; the answer then describes that play. */
  post(key: string, play: NewPlay): Promise<Outcome<SavedPlay & { created: boolean }>>;
  put(credentials: PlayCredentials, play: PlayReplacement): Promise<Outcome<SavedPlay>>;
  patch(credentials: PlayCredentials, change: PlayChange): Promise<Outcome<SavedPlay>>;
  remove(credentials: PlayCredentials): Promise<Outcome<null>>;
  detail(id: string): Promise<Outcome<PlayDetail>>;
}

const STATUS_CREATED = 201;
const PLAYS_URL = "/api/v1/plays";

function playUrl(id: string): string {
  return `${PLAYS_URL}/${encodeURIComponent(id)}`;
}

function authorization({ secret }: PlayCredentials): Record<string, string> {
  return { Authorization: `Bearer ${secret}` };
}

async function bodyOf<T>(response: ReturnType<typeof sendJson<T>>): Promise<Outcome<T>> {
  const outcome = await response;
  return outcome.ok ? { ok: true, value: outcome.value.body } : outcome;
}

export const playsApi: PlaysApi = {
  post: async (key, play) => {
    const outcome = await sendJson<SavedPlay>("POST", PLAYS_URL, { "Idempotency-Key": key }, play);
    if (!outcome.ok) return outcome;
    const { status, body } = outcome.value;
    return { ok: true, value: { ...body, created: status === STATUS_CREATED } };
  },
  put: (credentials, play) => bodyOf(sendJson<SavedPlay>("PUT", playUrl(credentials.id), authorization(credentials), play)),
  patch: (credentials, change) => bodyOf(sendJson<SavedPlay>("PATCH", playUrl(credentials.id), authorization(credentials), change)),
  remove: (credentials) => bodyOf(sendJson<null>("DELETE", playUrl(credentials.id), authorization(credentials))),
  detail: (id) => getJson(playUrl(id), SAVE_TIMEOUT_MS),
};
