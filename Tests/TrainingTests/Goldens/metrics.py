"""Makes metrics.json: python3 metrics.py > metrics.json (scikit-learn 1.9.1, numpy).

Macro averages are over the classes that the targets have, as Preflight's; areas under the ROC
curve are of the probabilities, each class against the rest where it has both sides, of two classes
the second alone.
"""
import json

import numpy as np
from sklearn import metrics as sk

random = np.random.default_rng(11)


def rounded(values):
    return [round(float(value), 12) for value in np.asarray(values).ravel()]


def softmax(logits):
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return np.round(powers / powers.sum(1, keepdims=True), 12)


def area(wanted, scores):
    return float(sk.roc_auc_score(wanted, scores)) if 0 < wanted.sum() < len(wanted) else None


def mean(values):
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None


def of_classes(name, loss, outputs, classes, ignored=None):
    """Outputs [n, classes] or [rows, positions, classes]."""
    width = outputs.shape[-1]
    flat, wanted = outputs.reshape(-1, width), classes.ravel()
    kept = np.ones(len(wanted), bool) if ignored is None else wanted != ignored
    vectors, labels = flat[kept], wanted[kept]
    given, known = vectors.argmax(1), sorted(set(labels.tolist()))
    shares = softmax(vectors) if loss == "cross-entropy" else vectors
    areas = [area(labels == one, shares[:, one]) for one in range(width)]
    precision, recall, f1, _ = sk.precision_recall_fscore_support(
        labels, given, labels=range(width), zero_division=0)
    options = dict(labels=known, average="macro", zero_division=0)
    return dict(
        name=name, loss=loss, shape=list(outputs.shape), outputs=rounded(outputs),
        classes=wanted.tolist(), ignored=ignored,
        expected=dict(
            accuracy=sk.accuracy_score(labels, given),
            precision=sk.precision_score(labels, given, **options),
            recall=sk.recall_score(labels, given, **options),
            f1=sk.f1_score(labels, given, **options), auc=mean(areas)),
        areas=[None] + areas[1:] if width == 2 else areas, f1s=rounded(f1),
        confusion=sk.confusion_matrix(labels, given, labels=range(width)).ravel().tolist())


def of_marks(name, loss, outputs, wanted):
    """Outputs and targets [n, labels]; one label is of two classes."""
    given = (outputs > (0.5 if loss == "binary-probabilities" else 0)).astype(int)
    marks, width = wanted.astype(int), outputs.shape[1]
    areas = [area(marks[:, one], outputs[:, one]) for one in range(width)]
    known = [one for one in range(width) if marks[:, one].any()]
    pairs = (marks[:, known], given[:, known]) if width > 1 else (marks[:, 0], given[:, 0])
    options = dict(average="macro", zero_division=0)
    if width == 1:
        options["labels"] = sorted(set(marks[:, 0].tolist()))
    f1 = (
        [sk.f1_score(marks[:, one], given[:, one], zero_division=0) for one in range(width)]
        if width > 1 else sk.f1_score(
            marks[:, 0], given[:, 0], labels=[0, 1], average=None, zero_division=0))
    return dict(
        name=name, loss=loss, shape=list(outputs.shape), outputs=rounded(outputs),
        values=rounded(wanted),
        expected=dict(
            accuracy=float((marks == given).mean()),
            precision=sk.precision_score(*pairs, **options),
            recall=sk.recall_score(*pairs, **options),
            f1=sk.f1_score(*pairs, **options), auc=mean(areas)),
        areas=[None] + areas if width == 1 else areas, f1s=rounded(f1),
        confusion=sk.confusion_matrix(
            marks[:, 0], given[:, 0], labels=[0, 1]).ravel().tolist() if width == 1 else [])


def of_numbers(name, outputs, wanted):
    return dict(
        name=name, loss="mean-squared-error", shape=list(outputs.shape), outputs=rounded(outputs),
        values=rounded(wanted),
        expected=dict(mae=sk.mean_absolute_error(wanted, outputs), r2=sk.r2_score(wanted, outputs)),
        areas=[], f1s=[], confusion=[])


def noisy(classes, width, noise=1.5):
    """Eighths, which are exact in 32 bits: equal probabilities are equal there too."""
    return np.round(8 * (2 * np.eye(width)[classes] + noise * random.standard_normal(
        (*classes.shape, width)))) / 8


five = random.integers(0, 5, 60)
four = random.choice([0, 1, 3, 4], 40)
pair = (random.random(50) < 0.3).astype(int)
several = (random.random((45, 3)) < [0.2, 0.5, 0.8]).astype(float)
lonely = several.copy()
lonely[:, 0] = 0
lonely[:, 2] = 1
steps = random.integers(0, 4, (12, 6))
line = np.round(random.standard_normal((30, 2)) * [1, 50], 2)
cases = [
    of_classes("five classes", "cross-entropy", noisy(five, 5), five),
    of_classes("a class that no row has", "cross-entropy", noisy(four, 5), four),
    of_classes(
        "a class that is never given", "cross-entropy", noisy(five, 5) - [0, 0, 9, 0, 0], five),
    of_classes("scores with ties", "multi-margin", np.round(noisy(five, 5)), five),
    of_classes("two logits", "cross-entropy", noisy(pair, 2), pair),
    of_classes("one class", "cross-entropy", noisy(0 * five, 5), 0 * five),
    of_classes("positions, some ignored", "cross-entropy", noisy(steps, 4), steps, ignored=2),
    of_classes("300 rows", "cross-entropy", noisy(np.arange(300) % 3, 3), np.arange(300) % 3),
    of_marks("one logit with ties", "binary-cross-entropy", np.round(
        2 * pair[:, None] - 1 + random.standard_normal((50, 1))), pair[:, None].astype(float)),
    of_marks("one probability", "binary-probabilities", np.round(
        0.5 * pair[:, None] + 0.5 * random.random((50, 1)), 2), pair[:, None].astype(float)),
    of_marks("one logit of one class", "binary-cross-entropy", np.round(
        random.standard_normal((20, 1)), 1), np.ones((20, 1))),
    of_marks("three labels", "binary-cross-entropy", np.round(
        2 * several - 1 + random.standard_normal((45, 3)), 1), several),
    of_marks("labels of one side", "binary-cross-entropy", np.round(
        2 * lonely - 1 + random.standard_normal((45, 3)), 1), lonely),
    of_numbers("two columns", np.round(line + random.standard_normal((30, 2)), 2), line),
]
print(json.dumps(cases))
