-- A code sent to a phone before it is registered: the answer proves that its owner has it in hand.
alter table challenges drop constraint challenges_purpose_check;
alter table challenges add constraint challenges_purpose_check
  check (purpose in ('passkeyRegistration', 'passkeySignIn', 'passkeySigning', 'smsSignIn', 'smsEnrolment'));
grant delete on sms_credentials to plumbline_app;
