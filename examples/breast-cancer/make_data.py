"""Makes breast-cancer.csv from scikit-learn's copy of the UCI data."""
import csv
import pathlib

from sklearn.datasets import load_breast_cancer

data = load_breast_cancer()
with open(pathlib.Path(__file__).parent / "breast-cancer.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow([*data.feature_names, "diagnosis"])
    for features, target in zip(data.data, data.target):
        table.writerow([*map(float, features), data.target_names[target]])
