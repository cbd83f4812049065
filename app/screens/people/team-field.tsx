import { SelectField } from "../../parts/field.tsx";
import { mayChange } from "../../state/may.ts";
import { teamsResource } from "../../state/name-book.ts";

const NOBODY = "";

/** Whose a thing is: a responder gives it to a team of their own, or to nobody. */
export function TeamField(props: {
	teamId: string | null;
	error?: string | null;
	onTeam(teamId: string | null): void;
}) {
	const teams = teamsResource();
	if (teams.state === "loading") void teams.reload();
	const offered = () => (teams.value?.items ?? []).filter(({ id }) => id === props.teamId || mayChange(id));
	return (
		<SelectField
			label="Team"
			hint="Its members and admins can change this. With no team, every responder can."
			error={props.error}
			options={[
				{ value: NOBODY, name: "No team" },
				...offered().map(({ id, name }) => ({ value: id, name })),
			]}
			value={props.teamId ?? NOBODY}
			onValue={(id) => props.onTeam(id === NOBODY ? null : id)}
		/>
	);
}
