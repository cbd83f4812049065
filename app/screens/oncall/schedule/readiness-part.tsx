import { For } from "solid-js";
import { Avatar } from "../../../parts/avatar.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Section } from "../../../shell/screen.tsx";
import { now } from "../../../state/clock.ts";
import { usersResource } from "../../../state/lists.ts";
import { methodsResource } from "../../../state/methods.ts";
import { me } from "../../../state/session.ts";
import type { Schedule, User } from "../../../state/wire.ts";
import { Reach } from "../../people/reach.tsx";
import { methodsWords } from "../../people/reach-words.ts";

/** Of everybody who takes turns here, whether a page would get through, and what shows it. For admins, who may know it. */
export function ReadinessPart(props: { of: Pick<Schedule, "layers"> }) {
	const users = usersResource();
	const people = () => {
		const ids = new Set(props.of.layers.flatMap(({ userIds }) => userIds));
		return (users.value?.items ?? []).filter(({ id }) => ids.has(id));
	};
	return (
		<Section title="Can they be paged?">
			<Rows label="Can they be paged?">
				<For each={people()} fallback={<Row title="No one takes turns in this schedule" />}>
					{(user) => <Ready of={user} />}
				</For>
			</Rows>
		</Section>
	);
}

function Ready(props: { of: User }) {
	const methods = methodsResource(props.of.id);
	const known = () => {
		const { value } = methods;
		if (value) return methodsWords(value.items, now());
		return methods.problem ? "Couldn’t load their contact methods" : "Loading…";
	};
	return (
		<Row
			lead={<Avatar name={props.of.name} me={props.of.id === me().value?.user.id} />}
			title={props.of.name}
			sub={known()}
			trail={<Reach userId={props.of.id} />}
		/>
	);
}
