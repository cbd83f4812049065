import { FAILURE_REASONS, type FailureReason } from "../../../worker/platform/rules/failure.ts";
import { TextField } from "../../parts/field.tsx";
import { Several } from "../../parts/several.tsx";
import { Section } from "../../shell/screen.tsx";
import { monitorsResource, servicesResource } from "../../state/lists.ts";
import type { Sending } from "../../state/sending.ts";
import type { Runbook } from "../../state/wire.ts";
import { ERROR_WORDS } from "./match-words.ts";

type Match = Runbook["match"];

/** When a new incident gets this runbook by itself. What names nothing is left to people and to services that list it. */
export function MatchFields(props: { match: Match; sending: Sending; onMatch(match: Match): void }) {
	const services = servicesResource();
	const monitors = monitorsResource();
	const put = (next: Partial<Match>) => props.onMatch({ ...props.match, ...next });
	return (
		<Section title="Attached when">
			<p class="dim">All that you name here must hold. It is looked at when an incident begins.</p>
			<TextField
				label="The text has"
				hint="A pattern such as pool|connection, in the title, the description, or what the checks saw"
				maxLength={500}
				spellcheck={false}
				autocapitalize="off"
				value={props.match.pattern ?? ""}
				error={props.sending.wrong("/match/pattern")}
				onValue={(pattern) => put({ pattern: pattern || null })}
			/>
			<Several
				label="Services"
				none="Any service"
				all={services.value?.items ?? []}
				chosen={props.match.serviceIds}
				onChosen={(serviceIds) => put({ serviceIds })}
			/>
			<Several
				label="Monitors"
				none="Any monitor, alert, or person"
				all={monitors.value?.items ?? []}
				chosen={props.match.monitorIds}
				onChosen={(monitorIds) => put({ monitorIds })}
			/>
			<Several
				label="Errors"
				none="Any error"
				all={FAILURE_REASONS.map((id) => ({ id, name: ERROR_WORDS[id] }))}
				chosen={props.match.errors}
				onChosen={(errors) => put({ errors: errors as FailureReason[] })}
			/>
		</Section>
	);
}
