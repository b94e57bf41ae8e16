"""The checker: a document through all stages, against one snapshot of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from veritab_engine.claim import Claim
from veritab_engine.consistency import Story, across, assertions, contradictions
from veritab_engine.document import Document, Prose
from veritab_engine.errors import DocumentError, SettingError
from veritab_engine.extract import LATENT, extract
from veritab_engine.finding import Report, Verdict
from veritab_engine.link import Scene, link
from veritab_engine.link.scope import check_scope, unmatched
from veritab_engine.mention.later import find_later
from veritab_engine.mention.names import Named, names_of
from veritab_engine.mention.predicates import find_predicates
from veritab_engine.patience import Patience, endless, while_patient
from veritab_engine.read import read
from veritab_engine.reference import ReferenceTables
from veritab_engine.report import (
    Derivation,
    across_reports,
    derive,
    derive_statement,
    finding_of,
    with_contradictions,
    with_statements,
)
from veritab_engine.statement.stated import Stated, stated
from veritab_engine.verify import (
    DEFAULT,
    Judgement,
    blamed_once,
    in_parts,
    judge,
    repaired,
    unmixed,
    unswapped,
    weighed,
    with_settings,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A document's report, with what it says as far as another document could contradict it."""

    report: Report
    story: Story


def together(examined: Sequence[Examined]) -> tuple[Report, ...]:
    """The reports of documents that are held against each other, in their order; the later of two is flagged."""
    return across_reports([each.report for each in examined], across([each.story for each in examined]))


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks documents against `tables`. Safe to use from several threads; keeps nothing between documents.

    `min_confidence`, 0 to 1, is how sure a verdict must be to be said: one that is less sure is AMBIGUOUS. A lower one
    finds more errors and is wrong more often. SettingError where it is beyond its bounds. `patience` is asked before
    each sentence and each claim, and what it raises ends the check.
    """

    tables: ReferenceTables
    min_confidence: float = DEFAULT
    patience: Patience = endless

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        if not 0 <= self.min_confidence <= 1:
            raise SettingError(f"min_confidence is a number from 0 to 1, not {self.min_confidence}")

    def extract(self, document: Document | str) -> tuple[Claim, ...]:
        """The claims of a document, in the order of the text, without those told only where a table decides them."""
        prose = read(_document(document))
        named = self._named(prose, self.tables) if self.tables.predicates else ()
        return tuple(claim for claim in self._claims(prose, named, self.tables) if claim.kind not in LATENT)

    def check(self, document: Document | str) -> Report:
        """Every claim of a document with its finding.

        Raises DocumentError where its scope names a column that no table has.
        """
        return self.examine(document).report

    def verify(self, document: Document | str, claims: Sequence[Claim]) -> Report:
        """The findings of claims that the caller extracted from the document; their spans point into its text."""
        prose = read(_document(document))
        scene = self._scene(prose, tuple(_placed(claim, prose) for claim in claims))
        return self._examined(scene, self._judge(scene), ()).report

    def explain(self, document: Document | str, claim_id: str) -> Derivation:
        """How the verdict on one claim came about.

        Raises SettingError where the document has no claim of that id.
        """
        prose = read(_document(document))
        scene = self._scene(prose)
        judgements, told = self._judge(scene), self._stated(scene)
        findings = {each.claim.id: each for each in self._examined(scene, judgements, told).report.findings}
        for judgement in judgements:
            if judgement.claim.id == claim_id and claim_id in findings:
                return derive(judgement, findings[claim_id], scene)
        for each in told:
            if each.id == claim_id and claim_id in findings:
                return derive_statement(each, findings[claim_id])
        raise SettingError(f'the document has no claim "{claim_id}"; its claims are c1 to c{len(scene.claims)}')

    def examine(self, document: Document | str) -> Examined:
        """A document's report with what it says, to be held against other documents; raises as `check` does."""
        prose = read(_document(document))
        scene = self._scene(prose)
        return self._examined(scene, self._judge(scene), self._stated(scene))

    def _examined(self, scene: Scene, judgements: tuple[Judgement, ...], statements: tuple[Stated, ...]) -> Examined:
        reported = [judgement for judgement in judgements if _is_reported(judgement)]
        findings = tuple(finding_of(judgement, scene) for judgement in while_patient(reported, self.patience))
        told = assertions(scene)
        findings = with_contradictions(findings, contradictions(told, scene))
        findings = with_statements(findings, statements, scene.prose, self.tables, self.min_confidence)
        report = Report(
            document=scene.prose.document.id,
            claims=tuple(finding.claim for finding in findings),
            findings=findings,
            snapshot=self.tables.id,
            as_of=scene.as_of.isoformat() if scene.as_of else "",
            unmatched_scope=unmatched(scene),
        )
        return Examined(report, Story(report.document, scene.as_of, scene.scope, told))

    def _judge(self, scene: Scene) -> tuple[Judgement, ...]:
        claims = while_patient(scene.claims, self.patience)
        judged = repaired([judge(claim, link(claim, scene), scene) for claim in claims], scene)
        named = unmixed(unswapped(judged, scene), scene)
        told_once = blamed_once(in_parts(with_settings(named, scene), scene), scene)
        return tuple(weighed(each, scene, self.min_confidence) for each in told_once)

    def _scene(self, prose: Prose, given: tuple[Claim, ...] | None = None) -> Scene:
        """The document with its names, and with its claims or those that the caller gave."""
        check_scope(prose.document.scope, self.tables)
        tables = self.tables.on(prose.as_of)
        named = self._named(prose, tables)
        return Scene(prose, tables, self._claims(prose, named, tables) if given is None else given, named)

    def _named(self, prose: Prose, tables: ReferenceTables) -> tuple[Named, ...]:
        return names_of(while_patient(prose.sentences, self.patience), tables)

    def _claims(self, prose: Prose, named: Sequence[Named], tables: ReferenceTables) -> tuple[Claim, ...]:
        """The claims of the text, with those that only the words of the tables make."""
        if not tables.predicates:
            return extract(prose, named, patience=self.patience)
        turns = [find_later(each, tables, prose.document.scope) for each in named]
        parties = [turn.parties if turn is not None else () for turn in turns]
        said = [find_predicates(each, tables) for each in while_patient(named, self.patience)]
        return extract(prose, named, said, parties, self.patience)

    def _stated(self, scene: Scene) -> tuple[Stated, ...]:
        return stated(scene.prose, scene.claims, self.tables, self.patience)


def _is_reported(judgement: Judgement) -> bool:
    """False for a claim without a value of its own that no table decides."""
    return judgement.claim.kind not in LATENT or judgement.verdict in (Verdict.SUPPORTED, Verdict.CONFLICT)


def _placed(claim: Claim, prose: Prose) -> Claim:
    """A caller's claim in the sentence that holds it.

    Raises DocumentError where no sentence of the document does.
    """
    for sentence in prose.sentences:
        if sentence.span.contains(claim.span):
            quote = prose.text[claim.span.start : claim.span.end]
            return replace(claim, sentence=sentence.index, quote=quote)
    raise DocumentError(
        f'claim "{claim.id}": {claim.span.start} to {claim.span.end} lies in no sentence of the document'
    )


def _document(document: Document | str) -> Document:
    """A plain text is a document of which nothing else is known."""
    return document if isinstance(document, Document) else Document(document)
