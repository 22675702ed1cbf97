"""How many worksheets a second one core scores, verdicts included: `./zi bench scoring [--seconds 5]`.

Random, fully answered worksheets of the three shipped instruments; answers are already read. Last line:
`N worksheets/s`.
"""

import argparse
import random
import time
from fractions import Fraction

from zona.instruments.shipped import shipped_ids, shipped_instrument
from zona.scoring.answers import Answer, inputs_of
from zona.scoring.engine import Scorer
from zona.scoring.structure import AnswerKind, Instrument, Question
from zona.verdicts.judge import judge


def random_answer(question: Question, chance: random.Random) -> Answer:
    """Any possible answer."""
    if question.kind is AnswerKind.CHOICE:
        return Answer(label=chance.choice(question.labels))
    if question.kind is AnswerKind.RATIO:
        return Answer(inputs={given.code: Fraction(chance.randint(1, 60)) for given in question.inputs})
    most = question.maximum if question.kind is AnswerKind.INDEX else 100
    return Answer(inputs={inputs_of(question)[0].code: Fraction(chance.randint(0, 100), 100) * most})


def random_worksheets(instrument: Instrument, count: int, chance: random.Random) -> list[dict[str, Answer]]:
    """Filled worksheets, every question answered."""
    return [
        {code: random_answer(question, chance) for code, question in instrument.questions.items()} for _ in range(count)
    ]


def rate(instrument: Instrument, seconds: float, chance: random.Random) -> float:
    """Worksheets a second for one instrument."""
    scorer, worksheets = Scorer(instrument), random_worksheets(instrument, 200, chance)
    done, started = 0, time.perf_counter()
    while (spent := time.perf_counter() - started) < seconds:
        for answers in worksheets:
            score = scorer.score(answers)
            _ = [verdict.eligible for verdict in judge(instrument, score).values()]
        done += len(worksheets)
    return done / spent


def main() -> None:
    """Measure each instrument; the slowest one is the figure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=5.0)
    seconds = options.parse_args().seconds
    rates = {}
    for instrument_id in shipped_ids():
        rates[instrument_id] = rate(shipped_instrument(instrument_id), seconds, random.Random(72))
        print(f"{instrument_id}: {rates[instrument_id]:.0f}")
    print(f"{min(rates.values()):.0f} worksheets/s")


if __name__ == "__main__":
    main()
