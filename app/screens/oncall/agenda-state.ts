import { api } from "../../state/api.ts";
import { cached } from "../../state/resource.ts";
import type { AgendaShift, List } from "../../state/wire.ts";

export const DAYS = 14;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Who is on call in the next days: kept on the device, so that it can be read in a tunnel. */
export const agendaResource = () =>
	cached<List<AgendaShift>>(
		"/shifts",
		() => {
			// A shift that runs now begins with this minute, and no later than the days that are shown.
			const from = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
			const span = { from: new Date(from).toISOString(), to: new Date(from + DAYS * DAY_MS).toISOString() };
			return api("GET", `/shifts?${new URLSearchParams(span)}`);
		},
		{ keep: true },
	);
