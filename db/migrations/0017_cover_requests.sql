CREATE TABLE `cover_notices` (
	`request_id` text NOT NULL,
	`user_id` text NOT NULL,
	`what` text NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`settled_at` integer,
	`outcome` text,
	PRIMARY KEY(`request_id`, `user_id`, `what`),
	FOREIGN KEY (`request_id`) REFERENCES `cover_requests`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `cover_notices_waiting` ON `cover_notices` (`settled_at`,`claimed_until`);--> statement-breakpoint
CREATE TABLE `cover_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`schedule_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`user_id` text NOT NULL,
	`asked` text NOT NULL,
	`note` text NOT NULL,
	`state` text NOT NULL,
	`taken_by_id` text,
	`override_id` text,
	`due_at` integer,
	FOREIGN KEY (`schedule_id`) REFERENCES `schedules`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `cover_requests_by_state` ON `cover_requests` (`state`,`starts_at`);--> statement-breakpoint
CREATE INDEX `cover_requests_due` ON `cover_requests` (`due_at`);