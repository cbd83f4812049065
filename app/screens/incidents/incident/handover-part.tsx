import { For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Section } from "../../../shell/screen.tsx";
import { me } from "../../../state/session.ts";
import type { Incident } from "../../../state/wire.ts";
import { ROLE_NAMES } from "./acts/roles.ts";
import type { Commands } from "./commands.ts";

type Handover = NonNullable<Incident["handovers"]>[number];

/** Who is asked to take a role over. Only they answer; whoever asked can take the question back. */
export default function HandoverPart(props: { incident: Incident; commands: Commands; may: boolean }) {
	return (
		<Section title="Hand-over">
			<Show when={props.incident.handoverSuggestion}>
				{(one) => <Suggested of={one()} lead={props.incident.lead?.name ?? ""} commands={props.commands} />}
			</Show>
			<For each={props.incident.handovers}>
				{(one) => <Asked {...{ one }} commands={props.commands} may={props.may} />}
			</For>
		</Section>
	);
}

/** The shift of whoever leads ended. Nothing changes until they ask, and the other accepts. */
function Suggested(props: {
	of: NonNullable<Incident["handoverSuggestion"]>;
	lead: string;
	commands: Commands;
}) {
	const isMe = () => props.of.leadId === me().value?.user.id;
	const busy = () => props.commands.busy() !== null;
	return (
		<div class="card stack">
			<p>
				{isMe()
					? `Your shift ended. Hand over to ${props.of.userName}?`
					: `${props.lead}’s shift ended. They’re asked to hand over to ${props.of.userName}.`}
			</p>
			<Show when={isMe()}>
				<div class="line">
					<Button
						kind="brass"
						disabled={busy()}
						onClick={() => void props.commands.run("offerRole", { role: "lead", userId: props.of.userId })}
					>
						Ask {props.of.userName}
					</Button>
					<Button disabled={busy()} onClick={() => void props.commands.run("keepLead")}>
						Keep the lead
					</Button>
				</div>
			</Show>
		</div>
	);
}

function Asked(props: { one: Handover; commands: Commands; may: boolean }) {
	const role = () => ROLE_NAMES[props.one.role].toLowerCase();
	const isMe = () => props.one.userId === me().value?.user.id;
	const busy = () => props.commands.busy() !== null;
	const answer = (said: "accepted" | "declined") =>
		void props.commands.run("answerHandover", { role: props.one.role, answer: said });
	return (
		<div class="card stack">
			<p>
				{isMe()
					? `${props.one.by} asks you to take over as ${role()}.`
					: `${props.one.userName} is asked to take over as ${role()}.`}
			</p>
			<Show
				when={isMe()}
				fallback={
					<Show when={props.may}>
						<Button
							disabled={busy()}
							onClick={() => void props.commands.run("withdrawHandover", { role: props.one.role })}
						>
							Take it back
						</Button>
					</Show>
				}
			>
				<div class="line">
					<Button kind="brass" disabled={busy()} onClick={() => answer("accepted")}>
						Accept
					</Button>
					<Button disabled={busy()} onClick={() => answer("declined")}>
						Decline
					</Button>
				</div>
			</Show>
		</div>
	);
}
