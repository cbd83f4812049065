import { api } from "../../state/api.ts";
import { cached, type Resource } from "../../state/resource.ts";
import type { List, Runbook } from "../../state/wire.ts";

/** All runbooks: kept on the device, so that they can be read in a tunnel. */
export const runbooksResource = (): Resource<List<Runbook>> =>
	cached<List<Runbook>>("/runbooks?limit=200", () => api("GET", "/runbooks?limit=200"), { keep: true });

export const runbookResource = (id: string): Resource<Runbook> =>
	cached<Runbook>(`/runbooks/${id}`, () => api("GET", `/runbooks/${id}`));
