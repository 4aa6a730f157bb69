"""Who hears whose events. One table, so that the whole traffic between rooms can be read in one place."""

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.events import cases as case_events
from pharos.events import clinical as clinical_events
from pharos.events import contact as contact_events
from pharos.events import mailroom as mailroom_events
from pharos.events import medical as medical_events
from pharos.events import network as network_events
from pharos.events import policies as policy_events
from pharos.journal.api import Subscription
from pharos.medical import api as medical
from pharos.network import api as network
from pharos.policies import api as policies

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    Subscription(
        name="network.demand",
        can_wait=True,
        hears=(case_events.CaseRegistered, case_events.PlaceSet),
        handler=network.count_case,
    ),
    Subscription(
        name="contact.requests",
        hears=(network_events.InsurerWrittenTo,),
        handler=contact.file_request_letter,
        may_emit=(contact_events.LetterAnswered,),
    ),
    Subscription(
        name="contact.filing",
        hears=(mailroom_events.LetterParsed, mailroom_events.LettersImported),
        handler=contact.file_arrived,
        may_emit=(
            contact_events.LetterFiled,
            contact_events.LetterHeld,
            contact_events.LetterUndelivered,
            contact_events.ConversationsJoined,
        ),
    ),
    Subscription(
        name="contact.insurer",
        hears=(
            case_events.PolicyConfirmed,
            case_events.PolicyUnlinked,
            case_events.DetailsChanged,
            case_events.CasesMerged,
            case_events.MergeUndone,
        ),
        handler=contact.follow_case,
    ),
    Subscription(
        name="contact.cover",
        hears=(
            case_events.PolicyConfirmed,
            case_events.PolicyUnlinked,
            case_events.DetailsChanged,
            case_events.PlaceSet,
            case_events.UrgencyChanged,
            case_events.CasesMerged,
            case_events.MergeUndone,
        ),
        handler=contact.follow_cover,
        may_emit=(policy_events.CoverDecided,),
    ),
    Subscription(
        name="policies.register",
        hears=(policy_events.PoliciesImported,),
        handler=policies.follow_register,
        may_emit=(policy_events.CoverDecided,),
    ),
    Subscription(
        name="contact.merging",
        hears=(case_events.CaseMergedAway, case_events.CaseCameBack),
        handler=contact.follow_merged,
        may_emit=(contact_events.ConversationAttached,),
    ),
    Subscription(
        name="contact.unsent",
        hears=(mailroom_events.LetterNotSent,),
        handler=contact.note_not_sent,
        may_emit=(contact_events.LetterUndelivered,),
    ),
    Subscription(
        name="medical.owing",
        can_wait=True,
        hears=(case_events.CaseRegistered, case_events.CaseReopened, case_events.CaseCameBack),
        handler=medical.owe,
        may_emit=(
            medical_events.ReviewOpened,
            medical_events.ReviewRenewed,
            case_events.HoldPlaced,
            case_events.PromiseMade,
        ),
    ),
    Subscription(
        name="medical.ending",
        can_wait=True,
        hears=(case_events.CaseCancelled, case_events.CaseMergedAway, case_events.CaseForgotten),
        handler=medical.end,
        may_emit=(medical_events.ReviewExempt, case_events.PromiseWithdrawn),
    ),
    Subscription(
        name="medical.insurer",
        can_wait=True,
        hears=(case_events.PolicyConfirmed, case_events.PolicyUnlinked, case_events.DetailsChanged),
        handler=medical.follow,
    ),
    Subscription(
        name="medical.checking",
        can_wait=True,
        hears=(clinical_events.InterviewFinished,),
        handler=medical.check_again,
        may_emit=(medical_events.ReviewRenewed,),
    ),
    Subscription(
        name="policies.reversals",
        hears=(policy_events.CoverDecided,),
        handler=policies.look_for_reversals,
        may_emit=(policy_events.RefusalDoubted, policy_events.RefusalDoubtLapsed),
    ),
    Subscription(
        name="policies.merged",
        hears=(case_events.CaseMergedAway, case_events.CaseCameBack),
        handler=policies.follow_merged,
    ),
    Subscription(
        name="cases.refusals",
        hears=(policy_events.RefusalProposed, policy_events.RefusalReversed),
        handler=cases.follow_refusal,
        may_emit=(case_events.PromiseMade,),
    ),
    Subscription(
        name="cases.approvals",
        hears=(policy_events.ApprovalSent, policy_events.ApprovalAnswered, policy_events.ApprovalWithdrawn),
        handler=cases.follow_approval,
        may_emit=(case_events.PromiseMade, case_events.PromiseKept, case_events.PromiseWithdrawn),
    ),
    Subscription(name="policies.cases", hears=policies.CASE_EVENTS, handler=policies.know_case),
)
