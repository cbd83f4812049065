import { Show } from "solid-js";
import { Segmented, SelectField, TextField } from "../../parts/field.tsx";
import type { Monitor } from "../../state/wire.ts";
import { span } from "../../state/words.ts";

/** When a job is expected, as a form holds it. */
export interface TermsDraft {
	by: "interval" | "schedule";
	intervalSeconds: number;
	cron: string;
	timeZone: string;
	graceSeconds: number;
}

export const NEW_TERMS = (): TermsDraft => ({
	by: "interval",
	intervalSeconds: 3_600,
	cron: "0 2 * * *",
	timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
	graceSeconds: 300,
});

export const termsDraft = ({ intervalSeconds, schedule, graceSeconds }: Monitor): TermsDraft => ({
	...NEW_TERMS(),
	by: schedule ? "schedule" : "interval",
	...(intervalSeconds && { intervalSeconds }),
	...schedule,
	...(graceSeconds && { graceSeconds }),
});

/** In the words of the API. */
export const termsFields = ({ by, intervalSeconds, cron, timeZone, graceSeconds }: TermsDraft) => ({
	...(by === "interval" ? { intervalSeconds } : { schedule: { cron: cron.trim(), timeZone } }),
	graceSeconds,
});

const SPANS: [number, string][] = [
	[60, "1 minute"],
	[300, "5 minutes"],
	[900, "15 minutes"],
	[1_800, "30 minutes"],
	[3_600, "1 hour"],
	[21_600, "6 hours"],
	[86_400, "1 day"],
	[604_800, "1 week"],
];

/** With the present value among them whatever it is. */
const spans = (present: number) =>
	(SPANS.some(([seconds]) => seconds === present)
		? SPANS
		: [...SPANS, [present, span(present * 1_000)] as const]
	)
		.toSorted(([a], [b]) => a - b)
		.map(([seconds, name]) => ({ value: String(seconds), name }));

/** When a job is expected: so long after its last beat, or when its schedule says. */
export function TermsFields(props: {
	of: TermsDraft;
	onDraft(some: Partial<TermsDraft>): void;
	wrong(pointer: string): string | undefined;
}) {
	const zones = [...new Set([props.of.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
	return (
		<>
			<Segmented
				label="Expected"
				options={[
					{ value: "interval", name: "At an interval" },
					{ value: "schedule", name: "By cron schedule" },
				]}
				value={props.of.by}
				onValue={(by) => props.onDraft({ by })}
			/>
			<Show when={props.of.by === "schedule"} fallback={<IntervalField {...props} />}>
				<TextField
					label="Cron schedule"
					hint="Minute, hour, day, month, day of the week"
					autocapitalize="none"
					spellcheck={false}
					maxLength={100}
					value={props.of.cron}
					error={props.wrong("/schedule/cron")}
					onValue={(cron) => props.onDraft({ cron })}
				/>
				<SelectField
					label="Time zone"
					options={zones.map((zone) => ({ value: zone, name: zone.replaceAll("_", " ") }))}
					value={props.of.timeZone}
					error={props.wrong("/schedule/timeZone")}
					onValue={(timeZone) => props.onDraft({ timeZone })}
				/>
			</Show>
			<SelectField
				label="Grace"
				hint="How late a beat may be, and how long a run may take after its start"
				options={spans(props.of.graceSeconds)}
				value={String(props.of.graceSeconds)}
				onValue={(grace) => props.onDraft({ graceSeconds: Number(grace) })}
			/>
		</>
	);
}

function IntervalField(props: { of: TermsDraft; onDraft(some: Partial<TermsDraft>): void }) {
	return (
		<SelectField
			label="Every"
			options={spans(props.of.intervalSeconds)}
			value={String(props.of.intervalSeconds)}
			onValue={(every) => props.onDraft({ intervalSeconds: Number(every) })}
		/>
	);
}
