import { LinksSheet } from "../replay/links-sheet.tsx";

const WORDS = {
	title: "Stakeholder link",
	shows:
		"Anyone with the link sees how this incident stands without signing in: severity, title, lead, updates, and when the next one comes. Notes, evidence, and pages aren’t shown.",
	revoked: "Whoever has it can’t see the incident anymore.",
	opens: "Kept up to date while it is open.",
};

/** Links that show stakeholders without an account how it stands. */
export default function StakeholderLinks(props: { incident: { id: string }; onClose(): void }) {
	return (
		<LinksSheet
			kind="stakeholder-links"
			incidentId={props.incident.id}
			words={WORDS}
			addressOf={(url) => url}
			onClose={props.onClose}
		/>
	);
}
