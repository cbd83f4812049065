import { SelectField } from "../../parts/field.tsx";
import { mayChange } from "../../state/may.ts";
import { teamsResource } from "../../state/name-book.ts";

const NO_TEAM = "";

/** Whose a thing is: a responder gives it to a team of their own, or to nobody. */
export function TeamField(props: {
	teamId: string | null;
	error?: string | null;
	onTeam(teamId: string | null): void;
}) {
	const teams = teamsResource();
	if (teams.state === "loading") void teams.read();
	const offered = () => (teams.value?.items ?? []).filter(({ id }) => id === props.teamId || mayChange(id));
	return (
		<SelectField
			label="Team"
			hint="Its members and admins can change this. With no team, every responder can."
			error={props.error}
			options={[
				{ value: NO_TEAM, name: "No team" },
				...offered().map(({ id, name }) => ({ value: id, name })),
			]}
			value={props.teamId ?? NO_TEAM}
			onValue={(id) => props.onTeam(id === NO_TEAM ? null : id)}
		/>
	);
}
