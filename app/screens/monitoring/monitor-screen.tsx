import { useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { monitorShape, Shape } from "../../parts/shape.tsx";
import { Empty, Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { Ago } from "../../parts/timer.tsx";
import { Screen, Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { checksResource } from "../../state/lists.ts";
import { refreshing } from "../../state/refreshing.ts";
import { cached, type Resource } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import { mayAs } from "../../state/session.ts";
import type { Check, List, Monitor } from "../../state/wire.ts";
import { CheckList } from "./check-list.tsx";
import { MonitorSettings } from "./monitor-settings.tsx";
import { measuredWords, shareWords } from "./monitor-words.ts";
import { checkNow } from "./probe.ts";
import { StopWatching } from "./stop-watching.tsx";
import "./monitors.css";

const REFRESH_MS = 15_000;

/** One monitor: how it is, how it was, what was seen last, and what may be changed. */
export default function MonitorScreen() {
	const params = useParams<{ id: string }>();
	const path = `/monitors/${params.id}` as const;
	const monitor = cached<Monitor>(path, () => api("GET", path));
	const checks = checksResource(params.id);
	refreshing(REFRESH_MS, () => Promise.all([monitor.reload(), checks.reload()]));
	return (
		<Screen title={monitor.value?.name ?? "Monitor"} back="/monitors">
			<Loaded of={monitor} what="this monitor" bones={<Skeleton rows={3} height={84} />}>
				{(value) => (
					<>
						<Present of={value()} />
						<Shares of={value().uptime} since={value().createdAt} />
						<LastChecks of={checks} monitor={value()} />
						<Show when={mayAs("admin")}>
							<MonitorSettings of={monitor} value={value()} />
							<StopWatching of={monitor} value={value()} />
						</Show>
					</>
				)}
			</Loaded>
		</Screen>
	);
}

function Present(props: { of: Monitor }) {
	const state = () => monitorShape(props.of.state);
	return (
		<div class="monitor-now">
			<p class="big">
				<Shape of={state().shape} />
				{state().word}
			</p>
			<p class="sub target">{props.of.target}</p>
			<p class="dim">
				<Show when={props.of.lastCheckedAt} fallback="Not checked yet">
					{(at) => (
						<>
							Last checked <Ago at={at()} />
						</>
					)}
				</Show>
				<Show when={!props.of.paused}>, every {props.of.intervalSeconds} s</Show>
			</p>
		</div>
	);
}

function Shares(props: { of: Monitor["uptime"]; since: string }) {
	const part = (name: string, share: number | null) => (
		<div>
			<dt>{name}</dt>
			<dd class="figure">{shareWords(share) ?? "–"}</dd>
		</div>
	);
	return (
		<Section title="Uptime">
			<dl class="facts shares">
				{part("24 h", props.of.day)}
				{part("7 d", props.of.week)}
				{part("30 d", props.of.month)}
				{part("90 d", props.of.quarter)}
			</dl>
			<Show when={measuredWords(props.since, now())}>{(words) => <p class="dim">{words()}</p>}</Show>
		</Section>
	);
}

function LastChecks(props: { of: Resource<List<Check>>; monitor: Monitor }) {
	const checking = sending(
		() => checkNow(props.monitor.id),
		() => props.of.reload(),
	);
	return (
		<Section title="Last checks">
			<Loaded of={props.of} what="recent checks" bones={<Skeleton rows={3} height={62} />}>
				{(list) => (
					<Show when={list().items.length > 0} fallback={<Empty title="No check results yet" />}>
						<CheckList label="Last checks" checks={list().items} />
					</Show>
				)}
			</Loaded>
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
		</Section>
	);
}
