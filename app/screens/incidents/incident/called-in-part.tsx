import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Section } from "../../../shell/screen.tsx";
import { me } from "../../../state/session.ts";
import type { Incident } from "../../../state/wire.ts";
import type { Commands } from "./commands.ts";

type CalledIn = NonNullable<Incident["calledIn"]>[number];

/** Who was called in and whether they come. Only they answer; whoever asked is told when they do not come. */
export default function CalledInPart(props: { incident: Incident; commands: Commands }) {
	return (
		<Section title="Called in">
			<For each={props.incident.calledIn}>{(one) => <Called one={one} commands={props.commands} />}</For>
		</Section>
	);
}

function Called(props: { one: CalledIn; commands: Commands }) {
	const isMe = () => props.one.userId === me().value?.user.id;
	return (
		<div class="card stack">
			<p>{calledWords(props.one, isMe())}</p>
			<Show when={props.one.reason}>
				<p class="sub">{props.one.reason}</p>
			</Show>
			<Show when={isMe()}>
				<Answer one={props.one} commands={props.commands} />
			</Show>
		</div>
	);
}

/** An answer can be changed for the other one. */
function Answer(props: { one: CalledIn; commands: Commands }) {
	const [reason, setReason] = createSignal("");
	const busy = () => props.commands.busy() !== null;
	const answer = (said: "accepted" | "declined") =>
		void props.commands.run("answerCall", {
			answer: said,
			...(said === "declined" && reason().trim() !== "" && { reason: reason().trim() }),
		});
	return (
		<>
			<Show when={props.one.answer !== "declined"}>
				<TextField
					label="Reason, if you can’t come"
					maxLength={500}
					autocomplete="off"
					value={reason()}
					onValue={setReason}
				/>
			</Show>
			<div class="line">
				<Show when={props.one.answer !== "accepted"}>
					<Button kind="brass" disabled={busy()} onClick={() => answer("accepted")}>
						I’m coming
					</Button>
				</Show>
				<Show when={props.one.answer !== "declined"}>
					<Button disabled={busy()} onClick={() => answer("declined")}>
						I can’t come
					</Button>
				</Show>
			</div>
		</>
	);
}

function calledWords({ userName, by, answer }: CalledIn, isMe: boolean): string {
	switch (answer) {
		case "accepted":
			return isMe ? "You’re coming." : `${userName} is coming.`;
		case "declined":
			return isMe ? "You said that you can’t come." : `${userName} can’t come.`;
		case null:
			return isMe ? `${by.name} called you in.` : `${userName} is called in. No answer yet.`;
	}
}
