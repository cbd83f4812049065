import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { monitorShape, Shape } from "../../parts/shape.tsx";
import { Empty, Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { Ago } from "../../parts/timer.tsx";
import { say } from "../../parts/toast.tsx";
import { Screen, Section } from "../../shell/screen.tsx";
import { api, failureWords } from "../../state/api.ts";
import { refreshing } from "../../state/refreshing.ts";
import { cached, type Resource } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import { mayAs } from "../../state/session.ts";
import type { Check, List, Monitor } from "../../state/wire.ts";
import { monitorsResource } from "../services/lists.ts";
import { Confirm } from "../settings/confirm.tsx";
import { inUseWords } from "../settings/in-use-words.ts";
import { CheckList } from "./check-list.tsx";
import { MonitorSettings } from "./monitor-settings.tsx";
import { shareWords } from "./monitor-words.ts";
import { lookNow } from "./new-monitor.ts";
import "./monitors.css";

const REFRESH_MS = 15_000;
const SHOWN_CHECKS = 12;

/** One monitor: how it is, how it was, what was seen last, and what may be changed. */
export default function MonitorScreen() {
	const params = useParams<{ id: string }>();
	const path = `/monitors/${params.id}` as const;
	const monitor = cached<Monitor>(path, () => api("GET", path));
	const checks = cached<List<Check>>(`${path}/checks`, () =>
		api("GET", `${path}/checks?limit=${SHOWN_CHECKS}`),
	);
	refreshing(REFRESH_MS, () => Promise.all([monitor.reload(), checks.reload()]));
	return (
		<Screen title={monitor.value?.name ?? "Monitor"} back="/monitors">
			<Loaded of={monitor} what="This monitor" bones={<Skeleton rows={3} height={84} />}>
				{(value) => (
					<>
						<Present of={value()} />
						<Shares of={value().uptime} />
						<LastChecks of={checks} monitor={value()} />
						<Show when={mayAs("admin")}>
							<MonitorSettings of={monitor} value={value()} />
							<Ending of={monitor} value={value()} />
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

function Shares(props: { of: Monitor["uptime"] }) {
	const part = (name: string, share: number | null) => (
		<div>
			<dt>{name}</dt>
			<dd class="figure">{shareWords(share) ?? "–"}</dd>
		</div>
	);
	return (
		<Section title="How much of the time it was up">
			<dl class="shares">
				{part("24 h", props.of.day)}
				{part("7 d", props.of.week)}
				{part("30 d", props.of.month)}
				{part("90 d", props.of.quarter)}
			</dl>
		</Section>
	);
}

function LastChecks(props: { of: Resource<List<Check>>; monitor: Monitor }) {
	const looking = sending(
		() => lookNow(props.monitor.id),
		() => props.of.reload(),
	);
	return (
		<Section title="Last checks">
			<Loaded of={props.of} what="The last checks" bones={<Skeleton rows={3} height={62} />}>
				{(list) => (
					<Show when={list().items.length > 0} fallback={<Empty title="No check has come back yet" />}>
						<CheckList label="Last checks" checks={list().items} />
					</Show>
				)}
			</Loaded>
			<Show when={looking.trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={mayAs("responder")}>
				<Button
					wide
					busy={looking.busy() && "Looking from every region …"}
					onClick={() => void looking.send()}
				>
					Check now
				</Button>
			</Show>
		</Section>
	);
}

/** Pausing can be undone and is asked nothing; deleting cannot, and is. */
function Ending(props: { of: Resource<Monitor>; value: Monitor }) {
	const navigate = useNavigate();
	const [deleting, setDeleting] = createSignal(false);
	const [trouble, setTrouble] = createSignal<string>();
	const path = () => `/monitors/${props.value.id}` as const;
	const pause = async (paused: boolean): Promise<void> => {
		const answer = await api<Monitor>("PATCH", path(), { paused });
		setTrouble(answer.ok ? undefined : failureWords(answer));
		if (!answer.ok) return;
		props.of.set(answer.value);
		void monitorsResource();
		if (paused) say("Paused: nobody is paged for it", () => void pause(false));
		else say("Watched again");
	};
	return (
		<Section title="Stop watching">
			<Show when={trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<div class="abreast">
				<Button onClick={() => void pause(!props.value.paused)}>
					{props.value.paused ? "Resume" : "Pause"}
				</Button>
				<Button kind="danger" onClick={() => setDeleting(true)}>
					Delete …
				</Button>
			</div>
			<Confirm
				open={deleting()}
				title={`Delete ${props.value.name}?`}
				act="Delete the monitor"
				words={inUseWords}
				onConfirm={() => api("DELETE", path())}
				onClose={(done) => {
					setDeleting(false);
					if (!done) return;
					void monitorsResource();
					say(`${props.value.name} is no longer watched`);
					navigate("/monitors", { replace: true });
				}}
			>
				Its checks and its uptime go with it. Incidents that it raised stay. Pausing keeps everything.
			</Confirm>
		</Section>
	);
}
