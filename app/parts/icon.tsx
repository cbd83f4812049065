const PATHS = {
	bell: "M12 3.4c3.5 0 5.4 2.6 5.6 6 .2 3.2.7 5 2.2 6.6H4.2c1.5-1.6 2-3.4 2.2-6.6.2-3.4 2.1-6 5.6-6ZM10 19.4a2.1 2.1 0 0 0 4 0",
	list: "M4 6h16M4 12h16M4 18h10",
	layers: "M12 4 3.5 8.5 12 13l8.5-4.5ZM4 13l8 4.2 8-4.2M4 17l8 4.2 8-4.2",
	pulse: "M3 12h4l2.5-6 5 12 2.5-6h4",
	more: "M5 12h.01M12 12h.01M19 12h.01",
	people:
		"M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11ZM3 19.4c.4-3.4 2.7-5.4 6-5.4s5.6 2 6 5.4M16 5a3.1 3.1 0 0 1 0 5.9M18 14.4c1.7.8 2.7 2.5 3 5",
	settings: "M4 7h9M17 7h3M15 4.8v4.4M4 17h3M11 17h9M9 14.8v4.4",
	back: "M15 5l-7 7 7 7",
	forward: "M9 5l7 7-7 7",
	close: "M6 6l12 12M18 6 6 18",
	plus: "M12 5v14M5 12h14",
	pen: "M4.5 19.5 5.6 15 16 4.6l3.4 3.4L9 18.4ZM13.5 7.1l3.4 3.4",
	check: "M5 12.5 10 17.5 19 7",
	phone:
		"M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3ZM11 18h2",
	link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
	copy: "M9 9h10v10H9ZM5 15V5h10",
	out: "M14 5h5v14h-5M10 8l-4 4 4 4M6 12h9",
	calendar: "M5 6h14v13H5ZM5 10h14M9 4v4M15 4v4",
	mail: "M4 6.5h16v11H4ZM4.5 7l7.5 6 7.5-6",
	chart: "M4 20V10M10 20V4M16 20v-7M21 20H3",
	play: "M8 5.5v13l10.5-6.5Z",
	pause: "M8.5 6v12M15.5 6v12",
	book: "M5 4.5h10.5A2.5 2.5 0 0 1 18 7v13H7.5A2.5 2.5 0 0 1 5 17.5ZM5 17.5A2.5 2.5 0 0 1 7.5 15H18M9 8.5h5",
	share: "M12 15V4M8 7.5 12 3.5l4 4M6 12H5v8h14v-8h-1",
	globe:
		"M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c2.4 2.3 3.5 5.2 3.5 8.5s-1.1 6.2-3.5 8.5c-2.4-2.3-3.5-5.2-3.5-8.5s1.1-6.2 3.5-8.5",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside a word; alone only inside a control with an `aria-label`. */
export function Icon(props: { name: IconName; size?: number }) {
	return (
		<svg
			width={props.size ?? 22}
			height={props.size ?? 22}
			viewBox="0 0 24 24"
			fill="none"
			stroke="currentColor"
			stroke-width={props.name === "more" ? 2.6 : 1.7}
			stroke-linecap="round"
			stroke-linejoin="round"
			aria-hidden="true"
		>
			<path d={PATHS[props.name]} />
		</svg>
	);
}
