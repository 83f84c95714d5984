import pytest
from pydantic import ValidationError

from etl.disclosure.policy import load_policy


def test_policy_of_the_product_separates_five_people_and_tells_answers_of_ten():
    policy = load_policy()

    assert (policy.version, policy.k, policy.k_distribution) == ("k-scheiding-2", 5, 10)


def test_policy_with_an_unknown_key_is_refused(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text('version = "x"\nk = 5\nk_distribution = 10\ndistributions = []\npeople = []\nkk = 3\n')

    with pytest.raises(ValidationError, match="kk"):
        load_policy(path)


def test_policy_with_a_threshold_of_one_is_refused(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text(
        'version = "x"\nk = 1\nk_distribution = 10\ndistributions = []\npeople = []\nscales_only = []\n'
    )

    with pytest.raises(ValidationError, match="k"):
        load_policy(path)
