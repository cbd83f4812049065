import { type JSX, Show } from "solid-js";
import { Empty } from "../parts/states.tsx";
import { mayAs } from "../state/session.ts";
import { Screen } from "./screen.tsx";

/** A screen for admins; everybody else is told whose it is. */
export function AdminsOnly(props: { title: string; what: string; children: JSX.Element }) {
	return (
		<Show
			when={mayAs("admin")}
			fallback={
				<Screen title={props.title}>
					<Empty title="For admins">Only admins see {props.what}. Ask one of them.</Empty>
				</Screen>
			}
		>
			{props.children}
		</Show>
	);
}
