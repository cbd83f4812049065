CREATE TABLE `maintenance_reminders` (
	`maintenance_id` text NOT NULL,
	`user_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`settled_at` integer,
	`outcome` text,
	PRIMARY KEY(`maintenance_id`, `user_id`, `starts_at`),
	FOREIGN KEY (`maintenance_id`) REFERENCES `maintenances`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `maintenance_reminders_waiting` ON `maintenance_reminders` (`settled_at`,`claimed_until`);