"""Exports of chats and of services for customers."""
