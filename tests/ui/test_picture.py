from ui.picture import name_class


def test_name_class_when_a_key_has_other_signs_writes_them_as_streamlit_does() -> None:
    assert name_class("figure-attendance.coaching|x") == "st-key-figure-attendance-coaching-x"
