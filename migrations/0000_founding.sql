CREATE TABLE `circle_updates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`circle` text NOT NULL,
	`document` text NOT NULL,
	`update` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `circle_updates_by_document` ON `circle_updates` (`circle`,`document`,`id`);--> statement-breakpoint
CREATE TABLE `entities` (
	`circle` text NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`document` text NOT NULL,
	`facets` text NOT NULL,
	`rivals` text,
	`stamp` text NOT NULL,
	PRIMARY KEY(`circle`, `type`, `id`)
);
--> statement-breakpoint
CREATE TABLE `entity_copies` (
	`circle` text NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`document` text NOT NULL,
	`facets` text NOT NULL,
	`rivals` text,
	`stamp` text NOT NULL,
	PRIMARY KEY(`circle`, `type`, `id`, `document`)
);
--> statement-breakpoint
CREATE TABLE `gestures` (
	`id` text PRIMARY KEY NOT NULL,
	`circle` text NOT NULL,
	`at` integer NOT NULL,
	`line` text NOT NULL,
	`inverse` text NOT NULL,
	`undone` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX `gestures_by_time` ON `gestures` (`circle`,`at`);--> statement-breakpoint
CREATE TABLE `note_tags` (
	`note_id` text NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`tag`, `note_id`),
	FOREIGN KEY (`note_id`) REFERENCES `notes`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `note_tags_by_note` ON `note_tags` (`note_id`);--> statement-breakpoint
CREATE TABLE `notes` (
	`rowid` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`words` text NOT NULL,
	`date` text NOT NULL,
	`booking_id` text,
	`pinned` integer DEFAULT false NOT NULL,
	`archived` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notes_id_unique` ON `notes` (`id`);--> statement-breakpoint
CREATE INDEX `notes_by_list` ON `notes` (`archived`,`pinned`,`date`,`changed_at`);--> statement-breakpoint
CREATE INDEX `notes_by_date` ON `notes` (`date`);--> statement-breakpoint
CREATE INDEX `notes_by_booking` ON `notes` (`booking_id`);--> statement-breakpoint
CREATE TABLE `bookings` (
	`id` text PRIMARY KEY NOT NULL,
	`date` text NOT NULL,
	`start` integer NOT NULL,
	`end` integer NOT NULL,
	`busy_from` integer NOT NULL,
	`busy_until` integer NOT NULL,
	`whole_place` integer NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`claim` text NOT NULL,
	`title` text,
	`activity` text,
	`facilitator` text,
	`series` text,
	`series_date` text,
	`uid` text,
	`import_id` text,
	`facets` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `bookings_by_date` ON `bookings` (`date`,`start`);--> statement-breakpoint
CREATE INDEX `bookings_by_series` ON `bookings` (`series`,`date`);--> statement-breakpoint
CREATE INDEX `bookings_by_uid` ON `bookings` (`uid`);--> statement-breakpoint
CREATE INDEX `bookings_by_activity` ON `bookings` (`activity`,`date`);--> statement-breakpoint
CREATE INDEX `bookings_by_facilitator` ON `bookings` (`facilitator`,`date`);--> statement-breakpoint
CREATE INDEX `bookings_by_import` ON `bookings` (`import_id`);--> statement-breakpoint
CREATE TABLE `clashes` (
	`later` text NOT NULL,
	`earlier` text NOT NULL,
	`reason` text NOT NULL,
	`resource` text NOT NULL,
	`accepted` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`later`, `earlier`, `reason`, `resource`)
);
--> statement-breakpoint
CREATE INDEX `clashes_by_earlier` ON `clashes` (`earlier`);--> statement-breakpoint
CREATE TABLE `feed` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`booking_id` text,
	`line` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `feed_by_time` ON `feed` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `feed_by_booking` ON `feed` (`booking_id`,`at`);--> statement-breakpoint
CREATE TABLE `occupations` (
	`resource` text NOT NULL,
	`date` text NOT NULL,
	`booking_id` text NOT NULL,
	`busy_from` integer NOT NULL,
	`busy_until` integer NOT NULL,
	`quantity` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`resource`, `date`, `booking_id`)
);
--> statement-breakpoint
CREATE INDEX `occupations_by_booking` ON `occupations` (`booking_id`);--> statement-breakpoint
CREATE TABLE `private_labels` (
	`rowid` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`booking_id` text NOT NULL,
	`label` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `private_labels_booking_id_unique` ON `private_labels` (`booking_id`);--> statement-breakpoint
CREATE TABLE `backups` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`path` text NOT NULL,
	`bytes` integer NOT NULL,
	`problem` text
);
--> statement-breakpoint
CREATE TABLE `drafts` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`saved_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
