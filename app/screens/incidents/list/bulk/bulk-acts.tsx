/** What a desk does with several incidents at once. A file of its own, fetched when one of them is asked for. */
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { SEVERITIES, type Severity } from "../../../../../worker/paging/rules/severity.ts";
import { SeverityPill } from "../../../../parts/badge.tsx";
import { Segmented, TextField } from "../../../../parts/field.tsx";
import { now } from "../../../../state/clock.ts";
import type { Incident } from "../../../../state/wire.ts";
import { listOfNames, numberWords, timeOfDay, titleWords, whenWords } from "../../../../state/words.ts";
import { SNOOZES, type Snooze, secondsUntil, snoozedUntil } from "../../incident/acts/snoozes.ts";
import { type BulkProps, BulkSheet } from "./bulk-sheet.tsx";

const REASON_LENGTH = 1_000;

const counted = ({ length }: Incident[]): string => `${length} ${length === 1 ? "incident" : "incidents"}`;

function Reason(props: { value: string; onValue(typed: string): void }) {
	return <TextField label="Reason" hint="Shown on each timeline" maxlength={REASON_LENGTH} {...props} />;
}

export function ResolveMany(props: BulkProps) {
	const [reason, setReason] = createSignal("");
	const told = () => props.items.filter(({ publicClosing }) => publicClosing);
	const note = () => reason().trim();
	return (
		<BulkSheet
			{...props}
			title={`Resolve ${counted(props.items)}`}
			act="Check and resolve"
			past="resolved"
			call={() => (note() ? { method: "PUT", path: "resolution", body: { note: note() } } : null)}
		>
			<Reason value={reason()} onValue={setReason} />
			<p class="sub">
				Each is checked once more. What still fails stays open, and you are told which.
				<Show when={told().length > 0}>
					{" "}
					Customers read the default closing words of {listOfNames(told().map(numberWords))}.
				</Show>
			</p>
		</BulkSheet>
	);
}

export function ChangeSeverityOfMany(props: BulkProps) {
	const [severity, setSeverity] = createSignal<Severity | null>(null);
	const [reason, setReason] = createSignal("");
	const call = () => {
		const to = severity();
		const why = reason().trim();
		return to && why
			? { method: "PUT" as const, path: "severity", body: { severity: to, reason: why } }
			: null;
	};
	return (
		<BulkSheet
			{...props}
			title={`Change severity of ${counted(props.items)}`}
			act={severity() ? `Change to ${severity()}` : "Change"}
			past="changed"
			call={call}
		>
			<Segmented
				label="Severity"
				options={SEVERITIES.map((value) => ({ value, name: value }))}
				value={severity()}
				onValue={setSeverity}
			/>
			<p class="sub">
				Who is paged is planned anew. One that no one has acknowledged pages from level 1 when it is raised.
			</p>
			<Reason value={reason()} onValue={setReason} />
		</BulkSheet>
	);
}

export function SnoozeMany(props: BulkProps) {
	const [snooze, setSnooze] = createSignal<Snooze>("30");
	const until = () => snoozedUntil(snooze(), now());
	return (
		<BulkSheet
			{...props}
			title={`Snooze ${counted(props.items)}`}
			act={`Snooze until ${timeOfDay(until())}`}
			past="snoozed"
			call={() => ({ method: "PUT", path: "snooze", body: { seconds: secondsUntil(until(), now()) } })}
		>
			<Segmented label="Duration" options={SNOOZES} value={snooze()} onValue={setSnooze} />
			<p class="sub">
				What no one has acknowledged is acknowledged for you. No one is paged until{" "}
				{whenWords(until(), now())}. Then you’re paged first.
			</p>
		</BulkSheet>
	);
}

export function MergeMany(props: BulkProps) {
	const [intoId, setIntoId] = createSignal<string>();
	const group = createUniqueId();
	const into = () => props.items.find(({ id }) => id === intoId());
	const isOneService = () => new Set(props.items.map(({ service }) => service.id)).size === 1;
	return (
		<BulkSheet
			{...props}
			title={`Merge ${counted(props.items)}`}
			act={into() ? `Merge into ${numberWords(into() as Incident)}` : "Merge"}
			past="merged"
			asked={({ id }) => id !== intoId()}
			call={() =>
				into() && isOneService()
					? { method: "POST", path: "merges", body: { intoIncidentId: intoId() } }
					: null
			}
		>
			<Show
				when={isOneService()}
				fallback={
					<p class="sub">
						Only incidents of one service can be merged, since their alerts are routed together. Choose fewer.
					</p>
				}
			>
				<fieldset class="stack">
					<legend>Goes on as</legend>
					<ul class="rows picked">
						<For each={props.items}>
							{(one) => (
								<li>
									<label class="row">
										<input
											class="pick"
											type="radio"
											name={group}
											checked={one.id === intoId()}
											onChange={() => setIntoId(one.id)}
										/>
										<SeverityPill of={one.severity} />
										<span class="row-text">
											<span class="row-title">{titleWords(one)}</span>
											<span class="dim">{numberWords(one)}</span>
										</span>
									</label>
								</li>
							)}
						</For>
					</ul>
				</fieldset>
				<p class="sub">The others end and stop paging. Their alerts go there. Each can be split again.</p>
			</Show>
		</BulkSheet>
	);
}
