import type { Outcome } from "./outcome";
import { getJson, sendJson, SAVING_PATIENCE_MS } from "./http";
import type { PlayDetail, Saved, SentAgain, SentChange, SentPlay } from "./types";

/** Which play to change, and what proves that it is one's own. */
export interface Own {
  id: string;
  secret: string;
}

/** The requests about saved plays. A secret travels in a header: addresses end up in logs and histories. */
export interface PlaysApi {
  /** `fresh`: false if the play had been saved under this key before; then it is answered as it is stored. */
  post(key: string, play: SentPlay): Promise<Outcome<Saved & { fresh: boolean }>>;
  put(own: Own, play: SentAgain): Promise<Outcome<Saved>>;
  patch(own: Own, change: SentChange): Promise<Outcome<Saved>>;
  remove(own: Own): Promise<Outcome<null>>;
  detail(id: string): Promise<Outcome<PlayDetail>>;
}

const CREATED = 201;
const ALL = "/api/v1/plays";

function address(id: string): string {
  return `${ALL}/${encodeURIComponent(id)}`;
}

function proof({ secret }: Own): Record<string, string> {
  return { Authorization: `Bearer ${secret}` };
}

async function bodyOf<T>(asked: ReturnType<typeof sendJson<T>>): Promise<Outcome<T>> {
  const outcome = await asked;
  return outcome.ok ? { ok: true, value: outcome.value.body } : outcome;
}

export const playsApi: PlaysApi = {
  post: async (key, play) => {
    const outcome = await sendJson<Saved>("POST", ALL, { "Idempotency-Key": key }, play);
    if (!outcome.ok) return outcome;
    const { status, body } = outcome.value;
    return { ok: true, value: { ...body, fresh: status === CREATED } };
  },
  put: (own, play) => bodyOf(sendJson<Saved>("PUT", address(own.id), proof(own), play)),
  patch: (own, change) => bodyOf(sendJson<Saved>("PATCH", address(own.id), proof(own), change)),
  remove: (own) => bodyOf(sendJson<null>("DELETE", address(own.id), proof(own))),
  detail: (id) => getJson(address(id), SAVING_PATIENCE_MS),
};
