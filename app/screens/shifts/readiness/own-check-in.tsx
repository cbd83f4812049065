import { onMount, Show } from "solid-js";
import { callPage } from "../../../outbox/call.ts";
import { Button } from "../../../parts/button.tsx";
import { SelectField, Switch } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import type { Resource } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import { mayAs } from "../../../state/session.ts";
import type { OwnCheckIn } from "../../../state/wire.ts";
import { ago, whenWords } from "../../../state/words.ts";
import { DAYS, HOURS } from "../../digests/digest-words.ts";
import { checkInResource, tokenOf } from "./readiness.ts";

/** My own weekly check-in: whether it waits for me, and when it comes. */
export function OwnCheckInPart(props: { userId: string; onAnswered(): void }) {
	const checkIn = checkInResource(props.userId);
	onMount(async () => {
		const token = tokenOf(location.hash);
		if (token === null) return;
		history.replaceState(history.state, "", location.pathname + location.search);
		// The tap on the notification was the answer. Without a network, the button below remains.
		const isDone = (await callPage(token, "here", {}))?.status === 200;
		showToast(isDone ? "You’re checked in" : "Not checked in. Press “I’m here”.");
		if (!isDone) return;
		void checkIn.reload();
		props.onAnswered();
	});
	return (
		<Show when={checkIn.value}>
			{(value) => (
				<Section title="Your weekly check-in">
					<Answering of={checkIn} value={value()} onAnswered={props.onAnswered} />
					<WhenItComes of={checkIn} value={value()} path={`/users/${props.userId}/check-in`} />
					<Show when={mayAs("admin")}>
						<ForEveryone of={checkIn} value={value()} />
					</Show>
				</Section>
			)}
		</Show>
	);
}

function Answering(props: { of: Resource<OwnCheckIn>; value: OwnCheckIn; onAnswered(): void }) {
	const saving = sending(
		() => api<OwnCheckIn>("PUT", "/me/check-in"),
		(value) => {
			props.of.set(value);
			props.onAnswered();
			showToast("You’re checked in");
		},
	);
	const waiting = () => (props.value.last?.answeredAt === null ? props.value.last : null);
	return (
		<>
			<p class="sub">
				<Show when={waiting()} fallback={<>Nothing waits for you.</>}>
					{(last) => <>Asked {ago(last().dueAt, now())}. Tap to show that you’re there.</>}
				</Show>
			</p>
			<Button
				kind="primary"
				wide
				disabled={!waiting()}
				busy={saving.busy() && "Sending…"}
				onClick={() => void saving.send()}
			>
				I’m here
			</Button>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</>
	);
}

function WhenItComes(props: { of: Resource<OwnCheckIn>; value: OwnCheckIn; path: `/${string}` }) {
	let patch: { weekday?: number; hour?: number } = {};
	const saving = sending(
		() => api<OwnCheckIn>("PATCH", props.path, patch),
		(value) => props.of.set(value),
	);
	const save = (next: typeof patch) => {
		patch = next;
		void saving.send();
	};
	const settings = () => props.value.settings;
	return (
		<Show
			when={props.value.wanted}
			fallback={<p class="sub">An admin turned weekly check-ins off for everyone.</p>}
		>
			<div class="abreast">
				<SelectField
					label="Day"
					options={DAYS}
					value={String(settings().weekday)}
					onValue={(weekday) => save({ weekday: Number(weekday) })}
				/>
				<SelectField
					label="Hour, in your time zone"
					options={HOURS}
					value={String(settings().hour)}
					onValue={(hour) => save({ hour: Number(hour) })}
				/>
			</div>
			<p class="sub">
				Next: {whenWords(settings().nextAt, now())}, if you can be paged by then. It’s silent and pages no
				one.
			</p>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Show>
	);
}

function ForEveryone(props: { of: Resource<OwnCheckIn>; value: OwnCheckIn }) {
	let weeklyCheckIn = true;
	const saving = sending(
		() => api("PATCH", "/settings", { weeklyCheckIn }),
		() => void props.of.reload(),
	);
	return (
		<>
			<div class="switch-row">
				<Switch
					label="Weekly check-in for everyone"
					hint="Once a week, by day, everyone who can be paged is asked to tap once"
					checked={props.value.wanted}
					disabled={saving.busy()}
					onValue={(on) => {
						weeklyCheckIn = on;
						void saving.send();
					}}
				/>
			</div>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</>
	);
}
