from zona.console.__main__ import main


def test_every_template_compiles(capsys):
    assert main(["templates"]) == 0
    assert "Semua templat dapat dibaca" in capsys.readouterr().out
