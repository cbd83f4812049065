/** What the public page will say, in the words and times of the page. */
import { publicName } from "../../../../../worker/incidents/rules/public-name.ts";
import { localMoment, moment } from "../../../../../worker/status/rules/moments.ts";
import { promiseLines, UPDATE_WORDS } from "../../../../../worker/status/rules/update-lines.ts";
import type { Incident } from "../../../../state/wire.ts";
import type { Phase } from "../update-words.ts";

export interface Written {
	phase: Phase | "resolved";
	message: string;
	/** When the next one is promised; null: nothing is. */
	dueAt: number | null;
	/** When it is expected to be over; null: nobody says. */
	endsAt: number | null;
}

export interface Preview {
	title: string;
	promises: string[];
	status: string;
	message: string;
	at: string;
}

/** `zone`: the page's own, where it has one. */
export function previewOf(
	{ severity }: Pick<Incident, "severity">,
	shown: { name: string; title: string | null },
	written: Written,
	now: number,
	zone: string | null,
): Preview {
	const when = (at: number) => (zone === null ? moment(at, now) : localMoment(at, now, zone));
	const { phase, message, dueAt, endsAt } = written;
	return {
		title: publicName(shown.name, severity, shown.title),
		promises: promiseLines({ nextUpdateDueAt: dueAt, estimatedResolutionAt: endsAt }, now).map(
			({ words, at }) => `${words} ${when(at)}`,
		),
		status: UPDATE_WORDS[phase],
		message,
		at: when(now),
	};
}
