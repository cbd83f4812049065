import { api } from "../../state/api.ts";
import { cached } from "../../state/resource.ts";
import type { AgendaShift, List } from "../../state/wire.ts";

export const DAYS = 14;
const DAY_MS = 86_400_000;

/** Who is on call in the next days: kept on the device, so that it can be read in a tunnel. */
export const agendaResource = () =>
	cached<List<AgendaShift>>(
		"/shifts",
		() => {
			const from = Date.now();
			const span = { from: new Date(from).toISOString(), to: new Date(from + DAYS * DAY_MS).toISOString() };
			return api("GET", `/shifts?${new URLSearchParams(span)}`);
		},
		{ keep: true },
	);
