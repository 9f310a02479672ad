from hypothesis import HealthCheck, Phase, settings

# Two busy cores: no time limit for one example, few of them, and the same ones each time.
settings.register_profile(
    "lane",
    deadline=None,
    max_examples=60,
    stateful_step_count=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
settings.load_profile("lane")
