CREATE TABLE `action_items` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`text` text NOT NULL,
	`owner_id` text NOT NULL,
	`due_at` integer NOT NULL,
	`state` text NOT NULL,
	`type` text,
	`incident_id` text,
	`service_id` text,
	`would_have_prevented_incident_ids` text NOT NULL,
	`link` text,
	`closed_at` integer
);
--> statement-breakpoint
CREATE INDEX `action_items_by_due` ON `action_items` (`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `action_items_by_owner` ON `action_items` (`owner_id`,`due_at`);--> statement-breakpoint
CREATE INDEX `action_items_by_incident` ON `action_items` (`incident_id`);--> statement-breakpoint
CREATE INDEX `action_items_by_service` ON `action_items` (`service_id`,`due_at`);--> statement-breakpoint
CREATE TABLE `reminders` (
	`subject_id` text NOT NULL,
	`kind` text NOT NULL,
	`deadline_at` integer NOT NULL,
	`user_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`settled_at` integer,
	`outcome` text,
	PRIMARY KEY(`subject_id`, `kind`, `deadline_at`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `reminders_waiting` ON `reminders` (`settled_at`,`claimed_until`);--> statement-breakpoint
CREATE TABLE `review_sections` (
	`review_id` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`entries` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	PRIMARY KEY(`review_id`, `name`, `version`),
	FOREIGN KEY (`review_id`) REFERENCES `reviews`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`incident_id` text NOT NULL,
	`service_id` text NOT NULL,
	`state` text NOT NULL,
	`resolved_at` integer,
	`due_at` integer,
	`drafted_seq` integer NOT NULL,
	`meeting_at` integer,
	`attendee_ids` text NOT NULL,
	`approver_id` text,
	`cause` text,
	`public_text` text,
	`approved_at` integer,
	`approved_by` text,
	`published_at` integer,
	`published_by` text,
	`skipped_at` integer,
	`skipped_by` text,
	`skipped_reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_by_incident` ON `reviews` (`incident_id`);--> statement-breakpoint
CREATE INDEX `reviews_by_due` ON `reviews` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `incidents_by_resolve` ON `incidents` (`resolved_at`) WHERE "incidents"."resolved_at" is not null;