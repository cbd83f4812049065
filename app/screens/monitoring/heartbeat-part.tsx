import { createSignal, For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { Strip } from "../../parts/day-strip.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Empty, Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import type { Resource } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import { mayAs } from "../../state/session.ts";
import type { Check, List, Monitor } from "../../state/wire.ts";
import { CheckList } from "./check-list.tsx";
import { checkShape, checkWords, regionName } from "./check-words.ts";
import { heartbeatsOf } from "./heartbeats.ts";
import { checkNow } from "./probe.ts";
import { everyWords } from "./rule-words.ts";

const BEATS = 40;
const SHOWN = 6;

/** What each region saw last, and before. */
export function HeartbeatPart(props: { of: Resource<List<Check>>; monitor: Monitor }) {
	return (
		<Section
			title="Recent checks"
			trail={<span>{props.monitor.paused ? "paused" : everyWords(props.monitor.intervalSeconds ?? 0)}</span>}
		>
			<Loaded quiet of={props.of} what="the recent checks" bones={<Skeleton rows={3} height={62} />}>
				{(list) => (
					<Show
						when={list().items.length > 0}
						fallback={<Empty title="No check results yet">The first one takes a few seconds.</Empty>}
					>
						<ul class="card beats" aria-label="By region">
							<For each={heartbeatsOf(list().items, props.monitor.regions, BEATS)}>
								{({ region, beats, last }) => (
									<li>
										<span class="line">
											<Shape of={checkShape(last)} />
											<span class="grow">{regionName(region)}</span>
											<span class="sub">{checkWords(last)}</span>
										</span>
										<Strip of={beats} said={`${regionName(region)}: ${beatWords(beats)}`} />
									</li>
								)}
							</For>
						</ul>
					</Show>
				)}
			</Loaded>
			<CheckNow of={props.of} monitorId={props.monitor.id} />
		</Section>
	);
}

/** The same, check by check. */
export function ResultPart(props: { title: string; checks: Check[] }) {
	const [all, setAll] = createSignal(false);
	return (
		<Show when={props.checks.length > 0}>
			<Section title={props.title}>
				<CheckList label={props.title} checks={props.checks.slice(0, all() ? undefined : SHOWN)} />
				<Show when={!all() && props.checks.length > SHOWN}>
					<Button wide onClick={() => setAll(true)}>
						Show {props.checks.length - SHOWN} more
					</Button>
				</Show>
			</Section>
		</Show>
	);
}

function CheckNow(props: { of: Resource<List<Check>>; monitorId: string }) {
	const checking = sending(
		() => checkNow(props.monitorId),
		() => props.of.reload(),
	);
	return (
		<>
			<Show when={checking.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={mayAs("responder")}>
				<Button
					wide
					busy={checking.busy() && "Checking from every region…"}
					onClick={() => void checking.send()}
				>
					Check now
				</Button>
			</Show>
		</>
	);
}

function beatWords(beats: string): string {
	const count = (letter: string) => [...beats].filter((one) => one === letter).length;
	const [down, degraded] = [count("x"), count("d")];
	const all = beats.length - count("-");
	return `${down} of the last ${all} checks failed${degraded > 0 ? `, ${degraded} were degraded` : ""}`;
}
