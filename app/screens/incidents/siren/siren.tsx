import { useNavigate } from "@solidjs/router";
import { createEffect, createSignal, onCleanup, onMount, Show } from "solid-js";
import {
	ALREADY_RESOLVED,
	alreadyAcknowledged,
	CANNOT_TAKE_IT,
	ESCALATION_CONTINUES,
	pagingNow,
	YOU_ARE_PAGED,
} from "../../../../worker/platform/rules/phrases.ts";
import { Button } from "../../../parts/button.tsx";
import { Notice } from "../../../parts/states.tsx";
import { Countdown, Lasting } from "../../../parts/timer.tsx";
import { isFirst } from "../../../state/first-acknowledgement.ts";
import { nameBook, openNameBook } from "../../../state/name-book.ts";
import { mayAs, me } from "../../../state/session.ts";
import { type PageHere, pageSettled, pagesHere } from "../../../state/siren.ts";
import type { Incident } from "../../../state/wire.ts";
import { nextPage, whoWords } from "../../../state/words.ts";
import { DeliveryNotice } from "../incident/acknowledge.tsx";
import { BUSY_WORDS } from "../incident/answers.ts";
import { type Commands, incidentCommands } from "../incident/commands.ts";
import { accessOf, incidentState } from "../incident/incident-state.ts";
import { allowSound, soundIsAllowed, startAlarm, stopAlarm } from "./alarm-sound.ts";
import { keepScreenOn } from "./wake-lock.ts";
import "./siren.css";

const RHYTHM = [400, 150, 400, 150, 800];
const RHYTHM_EVERY_MS = 3_000;

/** A page that nobody has answered, over the whole screen, with a sound, until its person does something about it. */
export function Siren(props: { onClose(): void }) {
	let dialog: HTMLDialogElement | undefined;
	const [shown, setShown] = createSignal<PageHere | undefined>(pagesHere()[0]);
	// What is shown stays, whatever becomes of it; the next one comes when its person is done with it.
	const next = () => {
		const other = pagesHere().find(({ incidentId }) => incidentId !== shown()?.incidentId);
		if (!other) return props.onClose();
		setShown(other);
	};
	keepScreenOn();
	openNameBook();
	onMount(() => dialog?.showModal());
	onCleanup(() => dialog?.isConnected && dialog.close());
	return (
		<dialog
			ref={dialog}
			class="siren"
			role="alertdialog"
			aria-labelledby="siren-title"
			onPointerDown={() => void allowSound()}
			onKeyDown={(event) => {
				event.stopPropagation();
				void allowSound();
			}}
			onCancel={(event) => event.preventDefault()}
		>
			<Show when={shown()} keyed>
				{(page) => (
					<OnePage page={page} others={pagesHere().length - 1} onDone={next} onLeave={props.onClose} />
				)}
			</Show>
		</dialog>
	);
}

interface OneProps {
	page: PageHere;
	others: number;
	onDone(): void;
	onLeave(): void;
}

function OnePage(props: OneProps) {
	const id = props.page.incidentId;
	const state = incidentState(id);
	const commands = incidentCommands(id, accessOf(state));
	const incident = () => state.incident.value;
	/** What this device remembers may be of an earlier epoch: only what the server has just said ends a page. */
	const told = () => (state.incident.state === "fresh" ? incident() : undefined);
	const isOpen = () => (told()?.state ?? "triggered") === "triggered" && !isFirstHere();
	const isFirstHere = () => isFirst(told() ?? {}, me().value?.user.id);
	const delivery = () => commands.delivery()?.state;
	const isMine = () => told()?.acknowledgedBy?.id === me().value?.user.id;
	let heading: HTMLHeadingElement | undefined;
	onMount(() => heading?.focus());
	soundWhile(() => isOpen() && delivery() === undefined);
	const navigate = useNavigate();
	const open = () => {
		pageSettled(id);
		props.onLeave();
		navigate(`/incidents/${id}`);
	};
	// One's own acknowledgement leads to the work.
	createEffect(() => ((told()?.state === "acknowledged" && isMine()) || isFirstHere()) && open());
	const silence = () => {
		pageSettled(id);
		props.onDone();
	};
	const shared = { page: props.page, others: () => props.others, incident, isOpen, commands, silence, open };
	return (
		<div class="siren-page" data-steady={id}>
			<Words {...shared} heading={(element) => (heading = element)} />
			<Acts {...shared} />
		</div>
	);
}

interface PartProps {
	page: PageHere;
	others(): number;
	incident(): Incident | undefined;
	isOpen(): boolean;
	commands: Commands;
	silence(): void;
	open(): void;
}

function Words(props: PartProps & { heading(element: HTMLHeadingElement): unknown }) {
	const { incident, isOpen } = props;
	return (
		<div class="siren-words">
			<p class="sub" role="status">
				<Show
					when={isOpen()}
					fallback={<Ended over={incident()?.state === "resolved"} who={whoHas(incident())} />}
				>
					{YOU_ARE_PAGED}
					<Show when={props.others() > 0}>, and {props.others()} more</Show>
				</Show>
			</p>
			<h2 id="siren-title" ref={props.heading} tabindex={-1}>
				{incident() ? `${incident()?.severity} · ${incident()?.title}` : props.page.title}
			</h2>
			<p class="sub">
				{incident()?.service.name} <Lasting since={incident()?.triggeredAt ?? props.page.at} />
			</p>
			<p class="sub">
				<Show when={isOpen() && nextOf(incident())}>
					{(call) => <Countdown words={call().words} until={call().at} after={pagingNow(call().who)} />}
				</Show>
			</p>
		</div>
	);
}

/** Acknowledge last, where the thumb is. */
function Acts(props: PartProps) {
	const { commands, incident, isOpen } = props;
	const delivery = () => commands.delivery()?.state;
	const mayAct = () => isOpen() && mayAs("responder");
	return (
		<div class="siren-acts">
			<Show when={isOpen() && !soundIsAllowed()}>
				<Notice plain>Tap anywhere to hear the alarm. This browser asks for a touch first.</Notice>
			</Show>
			<DeliveryNotice incidentId={props.page.incidentId} commands={commands} />
			<Show when={commands.refused()}>{(it) => <Notice>{it().words}</Notice>}</Show>
			<Show when={mayAct()}>
				<Button
					wide
					busy={commands.busy() === "escalate" && BUSY_WORDS.escalate}
					onClick={async () => (await commands.run("escalate")) && props.silence()}
				>
					{CANNOT_TAKE_IT}
				</Button>
			</Show>
			<Show when={!isOpen()}>
				<Button wide onClick={() => props.open()}>
					Open incident
				</Button>
			</Show>
			<Button wide onClick={() => props.silence()}>
				{isOpen() ? `Silence. ${ESCALATION_CONTINUES}` : "Close"}
			</Button>
			<Show when={mayAct()}>
				<Button
					kind="primary"
					wide
					severity={incident()?.severity ?? "P1"}
					disabled={!incident()}
					busy={delivery() === "sending" && "Sending…"}
					onClick={() => void commands.acknowledge()}
				>
					{delivery() === "queued" ? "Try again now" : "Acknowledge"}
				</Button>
			</Show>
		</div>
	);
}

const nextOf = (incident: Incident | undefined) => (incident ? nextPage(incident, nameBook()) : null);

const whoHas = (incident: Incident | undefined): string =>
	incident ? whoWords(incident, me().value?.user.id) : "Someone";

const Ended = (props: { over: boolean; who: string }) => (
	<>{props.over ? ALREADY_RESOLVED : alreadyAcknowledged(props.who)}</>
);

/** A sound and a rhythm for the hand, as long as nobody has answered. */
function soundWhile(isOn: () => boolean): void {
	createEffect(() => {
		if (!isOn()) return;
		startAlarm();
		const shake = () => navigator.vibrate?.(RHYTHM);
		shake();
		const timer = setInterval(shake, RHYTHM_EVERY_MS);
		onCleanup(() => {
			clearInterval(timer);
			navigator.vibrate?.(0);
			stopAlarm();
		});
	});
}
