"""q10: augment_flip. Images are arrays of numbers, (m, height, width); labels are a row."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q10"
title = "More data from mirrors"
functions = ["augment_flip"]
helpers = {}


def augment(function, X, Y):
    """The student's enlarged set, with shapes checked: (2m, height, width) and (1, 2m)."""
    observed = checks.call(function, X=X, Y=Y)
    checks.unchanged(observed)
    X_more, Y_more = checks.unpack(observed.value, "X_more", "Y_more")
    X_more = checks.array(X_more, (2 * len(X), *X.shape[1:]), "X_more")
    return X_more, checks.array(Y_more, (1, 2 * len(X)), "Y_more")


@test_case(
    name="Two images of 2 × 3 pixels become four: the originals, then their mirror images",
    points=1,
    hidden=False,
)
def two_images(augment_flip):
    X = np.array([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[0.0, 0.0, 9.0], [8.0, 0.0, 7.0]]])
    X_more, _ = augment(augment_flip, X, np.array([[1.0, 0.0]]))
    mirrored = [[[3.0, 2.0, 1.0], [6.0, 5.0, 4.0]], [[9.0, 0.0, 0.0], [7.0, 0.0, 8.0]]]
    checks.close(X_more[:2], X, "The first half of X_more (the originals)")
    checks.close(X_more[2:], mirrored, "The second half of X_more (the mirror images)")


@test_case(name="A mirror image has the label of its original", points=1, hidden=False)
def labels_of_three(augment_flip):
    X = np.arange(12.0).reshape(3, 2, 2)
    _, Y_more = augment(augment_flip, X, np.array([[1.0, 1.0, 0.0]]))
    checks.labels(Y_more, [[1, 1, 0, 1, 1, 0]], "Y_more")


@test_case(name="Images of any size are mirrored left to right", points=2, hidden=True)
def any_size(augment_flip):
    from reference.regularization import augment_flip as expected

    generator = checks.rng("q10", "images")
    for shape in ((5, 3, 7), (4, 6, 6), (3, 3, 3)):
        X, Y = generator.normal(size=shape), checks.both_labels(generator, shape[0])
        X_more, _ = augment(augment_flip, X, Y)
        checks.close(X_more, expected(X, Y)[0], "X_more")


@test_case(name="The labels are those of the images, in their order", points=1, hidden=True)
def labels_in_order(augment_flip):
    from reference.regularization import augment_flip as expected

    generator, m = checks.rng("q10", "labels"), 25
    X, Y = generator.normal(size=(m, 2, 3)), checks.both_labels(generator, m)
    Y[0, :3] = 1, 0, 0  # so that it is no palindrome
    Y[0, -3:] = 1, 1, 0
    _, Y_more = augment(augment_flip, X, Y)
    checks.labels(Y_more, expected(X, Y)[1], "Y_more")


@test_case(name="Images of whole numbers and a single image are mirrored, too", points=1, hidden=True)
def whole_numbers(augment_flip):
    from reference.regularization import augment_flip as expected

    generator = checks.rng("q10", "whole numbers")
    X, Y = generator.integers(0, 256, (6, 4, 5)), checks.both_labels(generator, 6)
    for X_part, Y_part in ((X, Y), (X[:1], Y[:, :1])):
        X_more, Y_more = augment(augment_flip, X_part, Y_part)
        right, right_labels = expected(X_part, Y_part)
        checks.close(X_more, right, "X_more")
        checks.labels(Y_more, right_labels, "Y_more")
