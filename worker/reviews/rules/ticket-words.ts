import type { IncidentView } from "../../incidents/rules/incident-types.ts";
import { type IssueFacts, type IssueWords, issueWords } from "./issue.ts";

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * A tracker's templates for an incident itself: its title is the text. A line that only names what an incident has not,
 * as an owner and a due date, is left out.
 */
export function ticketWords(templates: IssueWords, view: IncidentView, app: string): IssueWords {
	const { id, number, title, service, severity } = view;
	const url = `${app}/incidents/${id}`;
	const facts: IssueFacts = {
		...{ text: title, type: "", owner: "", due: "", url, reviewUrl: "" },
		...{ incident: `#${number} ${title}`, incidentTitle: title, incidentUrl: url },
		...{ service: service.name, severity },
	};
	const says = (line: string) => {
		const names = [...line.matchAll(VARIABLE)].map(([, name]) => name as keyof IssueFacts);
		return names.length === 0 || names.some((name) => facts[name] !== "");
	};
	const body = templates.body.split("\n").filter(says).join("\n");
	return issueWords({ title: templates.title, body }, facts);
}
