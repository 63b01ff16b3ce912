"""Columns of letters: which are a matrix of who does what, and which are classes of companies."""

from __future__ import annotations

import pytest

from tests.domain.mapping.sheets_of import fields_of, sheet_of, understood


@pytest.mark.parametrize(
    "text",
    [
        "ID;Company name;Industry;Owner;Tier\nC1;Nordwind AB;Energy;Eva;A\nC2;Sol AS;Food;Ida;C",
        "Firma;Ort;ABC;Risiko;Potenzial\nNord GmbH;Kiel;A;B;C\nSüd GmbH;Ulm;C;A;A\n"
        "West GmbH;Köln;A;C;A",
        "Firma;Ort;K1;K2\nNord;Kiel;R;A\nSüd;Ulm;R;R\nWest;Köln;I;R",
        "Name;X1;X2\nNord GmbH;A;C\nSüd GmbH;C;A\nWest GmbH;A;A",
    ],
)
def test_classes_of_companies_are_no_matrix(text: str) -> None:
    found = understood(sheet_of(text, "Kunden"))
    assert found.matrix is None
    assert found.main == "account"
    assert next(iter(fields_of(found).values())) in {"account.name", "account.reference"}


@pytest.mark.parametrize(
    "text",
    [
        "Task;Anna;Ben\nPlan;R;A\nBuild;A;R",
        "Task;Sponsor;Project manager;Supplier\nPlan;A;R;I\nBuild;I;A/R;C",
        "Customer;Task;Owner;IT\nNord GmbH;Plan;R;A\nNord GmbH;Build;R;C",
        "Schritt;Vertrieb;Einkauf;Recht\nAngebot;R;A;C\nVertrag;RA;I;C",
    ],
)
def test_letters_under_people_and_roles_are_a_matrix(text: str) -> None:
    found = understood(sheet_of(text))
    assert found.kinds == ("action", "raci")


def test_amounts_by_quarter_are_revenue_by_quarter() -> None:
    found = understood(sheet_of("Client;Q1 2025;Q2 2025;Q3 2025\nNord;12;8;3\nSüd;11;9;4"))
    assert found.matrix is not None
    assert (found.main, found.matrix.columns) == ("revenue_entry", (1, 2, 3))


def test_figures_by_quarter_beside_kpis_keep_their_quarter() -> None:
    found = understood(sheet_of("KPI;Q1 2025;Q2 2025;Q3 2025\nOTIF;96;95;97\nPPM;80;90;70"))
    assert found.matrix is not None
    assert (found.matrix.kind, found.matrix.header_field) == ("kpi_value", "period")


def test_months_beside_a_kpi_with_its_unit_and_target_are_its_values() -> None:
    header = "Supplier;KPI;Unit;Jan 26;Feb 26;Mar 26;Target"
    found = understood(sheet_of(f"{header}\nStahl AG;OTIF;%;95;97;91;98\nHolz KG;PPM;ppm;8;9;7;10"))
    assert found.matrix is not None
    assert (found.matrix.kind, found.matrix.columns) == ("kpi_value", (3, 4, 5))
