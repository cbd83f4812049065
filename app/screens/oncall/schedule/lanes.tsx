import { For, Show } from "solid-js";
import { initials } from "../../../state/initials.ts";
import { me } from "../../../state/session.ts";
import type { Part } from "./weeks.ts";
import "./schedule.css";

/** Who is called what, and which look each has, in the order of the list: the same on every row of a screen. */
export interface Cast {
	nameOf(userId: string): string;
	placeOf(userId: string): number;
}

export function castOf(users: readonly { id: string; name: string }[]): Cast {
	const ids = users.map(({ id }) => id).toSorted();
	const names = new Map(users.map(({ id, name }) => [id, name]));
	return {
		nameOf: (id) => names.get(id) ?? "Someone who left",
		placeOf: (id) => Math.max(0, ids.indexOf(id)),
	};
}

const HUES = [250, 160, 310, 200, 130, 280];
/** A second mark beside the hue, for whoever sees no hues, and for the red light of the night. */
const DASHES = ["none", "2 6", "10 4", "6 6", "1 3", "14 3 2 3"];
/** Of a row's width: less has no room for a name, or for anything. */
const ROOM_FOR_A_NAME = 0.2;
const ROOM_FOR_INITIALS = 0.06;

/** One row of time, whose parts people have. `label` tells the whole of it to whoever hears it. */
export function Lane(props: { parts: readonly Part[]; cast: Cast; label: string; tall?: boolean }) {
	return (
		<svg class="lane" height={props.tall ? 44 : 32} role="img" aria-label={props.label}>
			<For each={props.parts}>{(part) => <Stretch of={part} cast={props.cast} />}</For>
		</svg>
	);
}

function Stretch(props: { of: Part; cast: Cast }) {
	const id = () => props.of.userId;
	const place = () => {
		const userId = id();
		return userId === null ? 0 : props.cast.placeOf(userId);
	};
	const look = () => (id() === null ? "gap" : id() === me().value?.user.id ? "me" : "");
	const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
	return (
		<svg
			x={percent(props.of.from)}
			width={percent(props.of.share)}
			height="100%"
			class={look()}
			ref={(element) => element.style.setProperty("--h", String(HUES[place() % HUES.length]))}
		>
			<title>{id() === null ? "No one" : props.cast.nameOf(id() ?? "")}</title>
			<rect x="1" y="1" width="100%" height="94%" rx="5" />
			<Show when={look() === ""}>
				<line x1="0" x2="100%" y1="92%" y2="92%" stroke-dasharray={DASHES[place() % DASHES.length]} />
			</Show>
			<Show when={props.of.share > ROOM_FOR_INITIALS}>
				<text x="7" y="54%" dominant-baseline="middle">
					{words(id(), props.of.share, props.cast)}
				</text>
			</Show>
		</svg>
	);
}

function words(userId: string | null, share: number, cast: Cast): string {
	if (userId === null) return share > ROOM_FOR_A_NAME ? "No one" : "?";
	const name = userId === me().value?.user.id && share > ROOM_FOR_A_NAME ? "You" : cast.nameOf(userId);
	return share > ROOM_FOR_A_NAME ? name : initials(name);
}
